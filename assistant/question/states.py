"""Now and before: the words by which a question, or a text, tells what came before a change from what came of it."""

from __future__ import annotations

import re

NOW = re.compile(r"现在|如今|眼下|目前|还剩|剩(?=几|多少|下)|改(?:革|完|了)?以?后|后来")
BEFORE = re.compile(r"从前|以前(?=[^,。?]{2})|原来|原先|过去(?!的?一年)|早先|当初|曾经?(?!于)|之前(?=[要得是有的])")
