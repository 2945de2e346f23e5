"""What can be set, by whom, and in which unit. The only file of the product that reads the environment.

Order: arguments of the program > environment (``DANGJIAN_*``) > ``dangjian.toml`` in the home > defaults.
The home itself cannot stand in ``dangjian.toml``, because that file lies in it. A key that nobody knows is an error.
"""

from __future__ import annotations

import os
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from assistant.errors import InvalidSettings

PREFIX = "DANGJIAN_"
CONFIG_FILE = "dangjian.toml"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
MAX_THREADS = 64


def default_home() -> Path:
    """Return ``.dangjian/`` under the project's root when run from a checkout, else the user's data folder."""
    root = Path(__file__).resolve().parent.parent
    if (root / "pyproject.toml").is_file():
        return root / ".dangjian"
    import platformdirs

    return platformdirs.user_data_path("dangjian", appauthor=False)


def default_threads() -> int:
    """Return the number of processor cores, at most four: more threads do not make one question quicker."""
    return min(os.cpu_count() or 1, 4)


class _Environment(EnvSettingsSource):
    """The environment, where a variable with our prefix that names no setting is kept, so that it is refused."""

    def __call__(self) -> dict[str, Any]:
        values = super().__call__()
        known = {f"{PREFIX}{name}".upper() for name in self.settings_cls.model_fields}
        for name, value in os.environ.items():
            if name.upper().startswith(PREFIX) and name.upper() not in known:
                values[name[len(PREFIX) :].lower()] = value
        return values


class _HomeFile(PydanticBaseSettingsSource):
    """``dangjian.toml`` in the home that the arguments or the environment chose."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """Not used: the file is read as a whole."""
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        home = Path(self.current_state.get("home") or default_home()).expanduser()
        file = home / CONFIG_FILE
        try:
            values = tomllib.loads(file.read_text(encoding="utf-8-sig"))
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except (OSError, ValueError) as error:
            raise InvalidSettings(f"{file} 无法读取（{error}）", hint="请改正这个文件或将它移走。") from error
        if "home" in values:
            raise InvalidSettings(
                f"{file} 中不能设置 home，因为这个文件就在其中", hint=f"请改用环境变量 {PREFIX}HOME。"
            )
        return values


class Settings(BaseSettings):
    """设置: all that a person may choose. Frozen. ``description`` is English; ``zh`` and the units stand beside it."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True, hide_input_in_errors=True
    )

    home: Path = Field(
        default_factory=default_home,
        description="folder that holds everything the assistant writes",
        json_schema_extra={"unit": "path", "zh": "数据文件夹，程序写下的一切都在其中", "unit_zh": "路径"},
    )
    language: Literal["zh", "en"] = Field(
        default="zh",
        description="language of messages and of the page when it opens",
        json_schema_extra={"unit": "zh or en", "zh": "提示信息和网页初始的语言", "unit_zh": "zh 或 en"},
    )
    host: str = Field(
        default="127.0.0.1",
        min_length=1,
        description="address the page listens on; anything but loopback needs `auth`",
        json_schema_extra={"unit": "address", "zh": "网页监听的地址，非本机地址必须同时设置 auth", "unit_zh": "地址"},
    )
    port: int = Field(
        default=7860,
        ge=1,
        le=65535,
        description="port the page listens on",
        json_schema_extra={"unit": "1-65535", "zh": "网页监听的端口", "unit_zh": "1-65535"},
    )
    auth: SecretStr | None = Field(
        default=None,
        description="login of the page",
        json_schema_extra={"unit": "user:password", "zh": "网页的登录名和口令", "unit_zh": "用户名:口令"},
    )
    threads: int = Field(
        default_factory=default_threads,
        ge=1,
        le=MAX_THREADS,
        description="threads of the encoder",
        json_schema_extra={"unit": f"1-{MAX_THREADS}", "zh": "语义模型使用的线程数", "unit_zh": f"1-{MAX_THREADS}"},
    )
    encoder: str = Field(
        default="bundled",
        min_length=1,
        description="`bundled`, or the folder of another sentence-transformers model",
        json_schema_extra={
            "unit": "bundled or path",
            "zh": "语义模型：随程序附带的 bundled，或另一个 sentence-transformers 模型的文件夹",
            "unit_zh": "bundled 或路径",
        },
    )
    adopt_encoder: bool = Field(
        default=False,
        description="encode the whole library again when the index was built with another encoder",
        json_schema_extra={
            "unit": "true or false",
            "zh": "索引由另一个语义模型生成时，是否用当前模型重新编码整个资料库",
            "unit_zh": "true 或 false",
        },
    )
    llm_url: str | None = Field(
        default=None,
        pattern=r"^https?://\S+$",
        description="OpenAI-compatible endpoint that may rephrase answers; none by default",
        json_schema_extra={
            "unit": "URL",
            "zh": "可选的大模型接口（兼容 OpenAI），只可改写措辞，默认不用",
            "unit_zh": "网址",
        },
    )
    llm_model: str | None = Field(
        default=None,
        description="model name sent to that endpoint",
        json_schema_extra={"unit": "name", "zh": "该接口上的模型名称", "unit_zh": "名称"},
    )
    llm_key: SecretStr | None = Field(
        default=None,
        description="key sent to that endpoint",
        json_schema_extra={"unit": "text", "zh": "该接口的密钥", "unit_zh": "文本"},
    )
    llm_timeout: float = Field(
        default=30.0,
        gt=0,
        le=600,
        description="longest wait for that endpoint before the answer is given without it",
        json_schema_extra={"unit": "seconds", "zh": "等待该接口的最长时间，超过则不用它直接作答", "unit_zh": "秒"},
    )
    max_question_chars: int = Field(
        default=2000,
        ge=20,
        le=100_000,
        description="longest question that is taken",
        json_schema_extra={"unit": "characters", "zh": "一个问题的最大长度", "unit_zh": "字"},
    )
    max_upload_mb: int = Field(
        default=50,
        ge=1,
        le=2000,
        description="largest file that may be uploaded in the page",
        json_schema_extra={"unit": "MB", "zh": "网页上传单个文件的最大体积", "unit_zh": "MB"},
    )

    @field_validator("home")
    @classmethod
    def _absolute(cls, home: Path) -> Path:
        return home.expanduser().absolute()

    @field_validator("auth")
    @classmethod
    def _user_and_password(cls, auth: SecretStr | None) -> SecretStr | None:
        if auth is not None:
            user, colon, password = auth.get_secret_value().partition(":")
            if not (user and colon and password):
                raise ValueError("user:password")
        return auth

    @property
    def index_folder(self) -> Path:
        """Where the generations of the index lie."""
        return self.home / "index"

    @property
    def is_loopback(self) -> bool:
        """Say whether the page can be reached from this machine only."""
        return self.host.lower() in LOOPBACK or self.host.startswith("127.")

    @property
    def credentials(self) -> tuple[str, str] | None:
        """The page's user and password, or None when it needs no login."""
        if self.auth is None:
            return None
        user, _, password = self.auth.get_secret_value().partition(":")
        return user, password

    def require_safe_binding(self) -> None:
        """Refuse to offer the page to other machines without a login.

        Raises:
            InvalidSettings: `host` is not loopback and `auth` is not set.
        """
        if not self.is_loopback and self.auth is None:
            raise InvalidSettings(
                f"监听地址 {self.host} 对其他机器开放，但没有设置登录",
                hint=f"请设置 {PREFIX}AUTH=用户名:口令，或只在本机 127.0.0.1 上使用。",
            )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then the environment, then the file in the home."""
        return init_settings, _Environment(settings_cls), _HomeFile(settings_cls)


def load_settings(**arguments: object) -> Settings:
    """Read the settings; an argument that is None counts as not given.

    Raises:
        InvalidSettings: a key is unknown or a value cannot be used; the message names the key, never a secret.
    """
    given: dict[str, Any] = {name: value for name, value in arguments.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        raise InvalidSettings(_explain(error)) from None


def _explain(error: ValidationError) -> str:
    """Return one sentence about the first of the errors."""
    first = error.errors(include_input=False, include_url=False)[0]
    name = ".".join(str(part) for part in first["loc"][:1])
    field = Settings.model_fields.get(name)
    if field is None:
        near = get_close_matches(name, list(Settings.model_fields), n=1)
        guess = f"，是否指 {near[0]}" if near else ""
        return f"没有名为 {name} 的设置（环境变量 {PREFIX}{name.upper()} 或 {CONFIG_FILE} 中的 {name}）{guess}"
    about = field.json_schema_extra
    zh, unit = (about["zh"], about["unit_zh"]) if isinstance(about, dict) else (field.description, "")
    return f"{name} 的值不能用，它是{zh}，应为：{unit}"
