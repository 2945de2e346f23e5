"""Study mode: items made from the documents, proved by their passages, and scheduled for a learner. No pages here."""
