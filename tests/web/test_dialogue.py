"""What of a conversation goes on to the next question."""

from assistant.schema import Answer
from assistant.web.dialogue import Dialogue


def conversation(turns):
    dialogue = Dialogue()
    for i in range(turns):
        answer = Answer(question=f"{i}", resolved_question=f"全{i}", status="not_found", answer="")
        dialogue = dialogue.with_answer(answer, None, None)
    return dialogue


def test_history_begins_at_the_same_question_for_several_turns():
    assert conversation(2).history == ("全0", "全1")
    assert [conversation(n).history[0] for n in range(6, 11)] == ["全0", "全3", "全3", "全3", "全6"]
    assert conversation(9).history == ("全3", "全4", "全5", "全6", "全7", "全8")


def test_the_oldest_turns_are_forgotten_and_numbers_keep_their_meaning():
    dialogue = conversation(33)
    assert len(dialogue.turns) == 30
    assert dialogue.turn(2) is None
    assert dialogue.turn(3).answer.question == "3"
    assert dialogue.last == 32
    assert dialogue.history == ("全27", "全28", "全29", "全30", "全31", "全32")


def test_what_a_browser_may_send_for_a_number():
    dialogue = conversation(2)
    for number in (True, "0", -1, 2, None, 0.0):
        assert dialogue.turn(number) is None
