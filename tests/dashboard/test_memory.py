"""Large answers are made one at a time, and the server's threads share one heap."""

import subprocess
import sys
from threading import Lock, Thread
from time import sleep

import pytest

from dashboard import memory


def test_large_answers_are_made_one_at_a_time():
    inside, most, room = [], [], Lock()

    def view(name: str) -> str:
        inside.append(name)
        most.append(len(inside))
        sleep(0.01)
        inside.remove(name)
        return name

    made = memory.large(view, room)
    threads = [Thread(target=made, args=(str(n),)) for n in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (len(most), max(most)) == (6, 1)


def test_a_view_that_fails_leaves_the_room_free():
    room = Lock()
    with pytest.raises(ValueError, match="gone"):
        memory.large(_fails, room)()
    assert not room.locked()


def _fails() -> None:
    raise ValueError("gone")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mallopt is of Linux")
def test_the_threads_of_a_server_share_one_heap():
    code = "from dashboard.memory import share_heap; print(share_heap())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_what_renders_reads_no_solver_and_no_sources():
    heavy = "{'scipy.optimize', 'scipy.sparse', 'scipy.special', 'ingest'}"
    code = f"import sys; import dashboard.issuing.making; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
