from __future__ import annotations

import pytest

from corpus.places import find_places, load_gazetteer, read_places


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("东莞市、深圳和大鹏新区", ["东莞", "深圳", "大鹏新区"]),
        ("孙中山先生的故居在中山市", ["中山"]),
        ("长治久安、幸福安康、世界大同", []),
        ("罗湖、福田等区", ["罗湖区", "福田区"]),
        ("粤港澳大湾区", []),
        ("中山大学在广州", ["广州"]),
        ("恩施土家族苗族自治州", ["恩施"]),
    ],
)
def test_places_are_found_and_words_that_sound_like_them_are_not(text: str, names: list[str]) -> None:
    assert [mention.place.name for mention in find_places(text)] == names


def test_districts_know_their_city_and_letters_their_place() -> None:
    gazetteer = load_gazetteer()
    district = gazetteer.get("大鹏新区")
    assert district is not None
    assert (district.level, district.parent) == ("district", "深圳")
    assert gazetteer.letters["莞"].name == "东莞"
    assert gazetteer.get("南山区", within="深圳") is not None
    assert gazetteer.get("没有这个地方") is None


def test_every_province_and_its_cities_are_known() -> None:
    gazetteer = load_gazetteer()
    provinces = [place for place in gazetteer.places if place.level == "province"]
    assert len(provinces) == 30  # 23 provinces, 5 autonomous regions, 2 special regions; 4 municipalities are cities
    assert len(gazetteer.children("广东")) == 21
    prefectures = {p.name for p in gazetteer.places if p.level == "city"}
    assert {"东莞", "中山", "深圳", "延边", "湘西", "凉山", "北京", "重庆", "阿坝", "大兴安岭"} <= prefectures
    assert len(prefectures) >= 333


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("中共示例市委组织部", ["示例"]),
        ("示例县人民政府", ["示例县"]),
        ("广东省深圳市大鹏新区组织人事局", ["广东", "深圳", "大鹏新区"]),
        ("市直机关工委", []),
        ("在全市工作会议上的讲话", []),
        ("各区人民政府", []),
    ],
)
def test_places_of_bodies_are_read_by_form(body: str, names: list[str]) -> None:
    assert [place.name for place in read_places(body)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("南丰县教育局", ["南丰县"]),
        ("滨湖市2025年计划", ["滨湖"]),
        ("岚山市人民政府", ["岚山"]),
        ("锦州湾新区工委", ["锦州湾新区"]),
        ("有关县委和试点区政府", []),
        ("建设现代化城市", []),
    ],
)
def test_unknown_places_are_not_taken_for_known_ones_within_them(text: str, names: list[str]) -> None:
    assert [place.name for place in read_places(text)] == names
