"""Pages: one file a tab. A page wires events to presenters and draws nothing itself."""
