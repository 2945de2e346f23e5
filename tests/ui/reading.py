"""Reading drawn HTML as a browser would: a tree of elements, their text, and what could run or load something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY_TAGS = frozenset({"br", "hr"})
OWN_TAGS = frozenset(
    {"a11y", "article", "blockquote", "br", "button", "dd", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4"}
    | {"h5", "h6", "hr", "li", "mark", "nav", "ol", "p", "section", "span", "strong", "summary", "table", "tbody", "td"}
    | {"th", "thead", "tr", "ul"}
)


@dataclass
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def find(self, tag: str = "", **wanted: str) -> list[Node]:
        pairs = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [
            node
            for node in self.walk()
            if (not tag or node.tag == tag)
            and all(
                value in node.attributes.get(name, "").split()
                if name == "class"
                else node.attributes.get(name) == value
                for name, value in pairs.items()
            )
        ]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in EMPTY_TAGS:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(html: str) -> Node:
    """Return the tree of `html`; fails when its tags are not balanced."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert [node.tag for node in reader.open] == ["root"]
    return reader.root


def require_inert(html: str) -> Node:
    """Return the tree, having made sure that nothing in it can run, load, submit or lead anywhere."""
    root = read(html)
    for node in root.walk():
        if node is root:
            continue
        assert node.tag in OWN_TAGS, f"<{node.tag}>"
        for name in node.attributes:
            assert not name.startswith("on"), name
            assert name not in {"src", "href", "srcdoc", "action", "formaction", "srcset", "poster"}, name
    return root
