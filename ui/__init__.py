"""The Gradio page: pages wire, presenters draw. No retrieval and no prompts here."""
