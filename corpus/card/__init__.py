"""信息卡: who issued what and when, each fact with the place where the text says it."""
