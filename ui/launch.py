"""``dangjian-ui``: start the page. The assistant opens in a thread of its own while Gradio is being imported."""

from __future__ import annotations

import argparse
import contextlib
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.journal import start_journal
from assistant.settings import Settings, load_settings
from corpus.errors import DangjianError
from ui.engine import Engine, Report

if TYPE_CHECKING:
    from assistant.service import Assistant

PARKED = "uploads"
"""Folder of the home where uploaded files lie until they have been read."""

QUIET_ENVIRONMENT = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",
    "GRADIO_SSR_MODE": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}
"""Set before Gradio is imported, since it reads these while importing."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve the page until interrupted. Exit codes: 0 stopped, 1 could not start (one sentence), 2 wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        settings = load_settings(host=options.host, port=options.port, home=options.home, language=options.lang)
        settings.require_safe_binding()
        listener = _listen(settings)
        start_journal(settings.home)
    except DangjianError as error:
        _say(error.message(options.lang or "zh"))
        sys.exit(1)
    engine = Engine(lambda report: _open(settings, report))
    engine.start()
    try:
        serve(engine, settings, listener=listener)
    finally:
        engine.close()


def serve(engine: Engine, settings: Settings, *, listener: socket.socket) -> None:
    """Build the page and serve it on `listener` until interrupted."""
    prepare_environment(settings)
    import uvicorn

    config = uvicorn.Config(
        build_server(engine, settings), log_level="warning", access_log=False, server_header=False,
        timeout_graceful_shutdown=3,
    )  # fmt: skip
    server = uvicorn.Server(config)
    engine.page_is_built()
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    _say(f"党建知答：http://{shown}:{listener.getsockname()[1]}/")
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listener])


def prepare_environment(settings: Settings) -> None:
    """Tell Gradio, before it is imported, to call nobody and to keep its files in the home."""
    parked = settings.home / PARKED
    parked.mkdir(parents=True, exist_ok=True)
    os.environ.update(QUIET_ENVIRONMENT)
    os.environ["GRADIO_TEMP_DIR"] = str(parked)


def build_server(engine: Engine, settings: Settings) -> Any:
    """Return the ASGI application: the page behind its guard."""
    import gradio as gr
    from fastapi import FastAPI

    from ui.app import build_page, page_css, page_head, page_theme
    from ui.guard import Guard, GuardPolicy

    page = build_page(engine, settings)
    outer = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    gr.mount_gradio_app(
        outer,
        page,
        path="/",
        auth=settings.credentials,
        allowed_paths=[],
        show_error=False,
        max_file_size=settings.max_upload_mb * 1024 * 1024,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        favicon_path=str(Path(__file__).parent / "assets" / "favicon.svg"),
        theme=page_theme(),
        css=page_css(),
        head=page_head(),
    )
    page.has_launched = True  # else Gradio does not check the paths of files; mounting forgets to say so
    return Guard(outer, GuardPolicy.for_host(settings.host, uploads=settings.home / PARKED))


def _open(settings: Settings, report: Report) -> Assistant:
    from assistant.compose import open_assistant

    return open_assistant(settings, progress=report)


def _listen(settings: Settings) -> socket.socket:
    """Bind the page's address before anything slow begins, so that a busy port is told at once."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise PageUnavailable(
            f"{settings.host}:{settings.port}", hint="请用 --port 换一个端口，或关闭占用它的程序。"
        ) from error
    return listener


class PageUnavailable(DangjianError):
    """The page's address cannot be listened on."""

    sentence_zh = "网页地址无法使用"
    sentence_en = "The page's address cannot be used"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dangjian-ui", description="党建知答网页：就资料库中的文件提问，答必有据。")
    parser.add_argument("--host", help="监听地址，默认 127.0.0.1；其他地址必须设置登录")
    parser.add_argument("--port", type=int, help="端口，默认 7860")
    parser.add_argument("--home", type=Path, help="数据文件夹")
    parser.add_argument("--lang", choices=("zh", "en"), help="界面语言，默认 zh")
    return parser


def _say(sentence: str) -> str:
    """Print one sentence for the person at the terminal and return it."""
    sys.stderr.write(sentence + "\n")
    return sentence


if __name__ == "__main__":
    main()
