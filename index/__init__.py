"""Finding: passages → ranked passages. Embedding, FAISS, words, fusion, and the generations on disk. No answers."""
