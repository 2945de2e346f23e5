"""One metric a file: definition, formula, source, and what happens at the edges.

A metric gives one value for one case, or None where it does not apply; the mean over the cases where it applies
is the reported value. Pooled metrics (AUROC, risk–coverage, latency) take all cases at once.
"""
