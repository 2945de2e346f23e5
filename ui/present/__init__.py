"""Presenters: values of the assistant and the library in, escaped HTML out. Pure; no gradio, no disk, no clock."""
