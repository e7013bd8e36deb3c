"""The codes of what a step of the way reports as it goes: reading, releasing, making papers."""
