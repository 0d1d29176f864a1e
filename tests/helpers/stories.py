"""A story and an article of our own, for the tests of dialogue and of the register."""

from __future__ import annotations

STORY = """\
Miss Clara Venn had not expected visitors. She stood at the gate when Mr. Hugh Dorrit came up the lane, and he took off his hat.

"You are early," said Clara.

"I was impatient," Hugh replied. "The train was empty, and so was my house."

"Then you shall have tea."

"With pleasure."

"My brother will be sorry to miss you," she said. "He is at sea."

"Is he ever anywhere else, Clara?"

"Never since May."

The old gardener came round the corner with his barrow.

"The roses is all blown down, miss," said the gardener.

Clara turned to him with a sigh. "Leave them, Amos."

Hugh laughed and said to her, "You are too kind to him."

"That is what you always say."
"""

ARTICLE = """\
The Northfield City Council approved a $4.2 million budget on Tuesday, Mayor Lena Ortiz said.

"We had no choice," Ortiz told reporters at City Hall. The vote was 7 to 2, according to Clerk Paul Dean.

Councillor Ray Bell of the Northfield Labour Group voted against the plan, which cuts 12 posts at the Marlow Library.

"It is a mistake," Bell said. The Northfield Chamber of Commerce says it supports the budget, as does the Ministry of Finance.
"""
