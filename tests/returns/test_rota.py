"""Fair turns: who sends many slow files keeps nobody else waiting."""

from threading import Event, Lock, Thread

from dashboard.returns.rota import Rota, Turn, next_of

PATIENCE = 20  # seconds


class Checked:
    """Checks that are held up until they are let go, and what was begun, in its order."""

    def __init__(self):
        self.begun, self.lock, self.go = [], Lock(), {}

    def __call__(self, draft):
        with self.lock:
            self.begun.append(draft)
        assert self.go.setdefault(draft, Event()).wait(PATIENCE)

    def wait_for(self, draft):
        for _ in range(PATIENCE * 100):
            if draft in self.begun:
                return
            Event().wait(0.01)
        raise AssertionError(draft)


def test_whoever_was_served_longest_ago_comes_first():
    waiting = [Turn("a1", "a"), Turn("a2", "a"), Turn("b1", "b"), Turn("c1", "c")]
    assert next_of(waiting, set(), {}).draft == "a1"
    assert next_of(waiting, {"a"}, {"a": 1}).draft == "b1"
    assert next_of(waiting, set(), {"a": 1, "b": 2}).draft == "c1"
    assert next_of(waiting[:2], {"a"}, {"a": 1}) is None


def test_five_slow_files_of_one_partner_hold_one_thread_and_all_are_read():
    check = Checked()
    rota = Rota(lambda draft: draft[0], check)
    threads = []

    def ask(draft):
        threads.append(Thread(target=rota.run, args=(draft,)))
        threads[-1].start()

    for draft in ("a1", "a2", "a3", "a4", "a5"):
        check.go[draft] = Event()
        ask(draft)
        check.wait_for("a1")
    check.go["b1"] = Event()
    ask("b1")
    check.wait_for("b1")
    assert check.begun == ["a1", "b1"]  # the second partner waits for nobody
    for one in check.go.values():
        one.set()
    for one in threads:
        one.join(PATIENCE)
    assert sorted(check.begun) == ["a1", "a2", "a3", "a4", "a5", "b1"]


def test_what_waits_when_the_process_is_to_end_is_left_for_the_next():
    check = Checked()
    rota = Rota(lambda draft: draft[0], check)
    check.go = {"a1": Event(), "a2": Event()}
    threads = [Thread(target=rota.run, args=(draft,)) for draft in ("a1", "a2")]
    for one in threads:
        one.start()
        check.wait_for("a1")
    rota.over.set()
    check.go["a1"].set()
    for one in threads:
        one.join(PATIENCE)
    assert check.begun == ["a1"]


def test_a_draft_that_is_gone_is_passed_over_and_a_check_that_fails_holds_nobody_up():
    begun = []

    def check(draft):
        begun.append(draft)
        if draft == "a1":
            raise ValueError(draft)

    rota = Rota(lambda draft: None if draft == "gone" else draft[0], check)
    rota.run("gone")
    try:
        rota.run("a1")
    except ValueError:
        rota.run("a2")
    assert begun == ["a1", "a2"]
