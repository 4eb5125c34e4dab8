"""The simulation itself: the same seed is the same story, and stories that once showed something."""

from __future__ import annotations

from tests.relcheck import sim
from tests.relcheck.check import Options


def test_an_accepted_push_before_another_is_seen_by_the_watcher() -> None:
    """The watcher looked only after pulls, and took the second of two pushes in one sync for the first."""
    assert sim.run(Options(seeds=1, first_seed=154)).violations == ()


def test_a_centre_that_dies_takes_nobody_else_along() -> None:
    """A death meant for the centre came while the watcher read its record."""
    assert sim.run(Options(seeds=1, first_seed=22)).violations == ()


def test_a_laptop_that_is_set_back_to_its_first_day_has_no_cursor() -> None:
    """The watcher remembered the cursor that the laptop had before it was set back."""
    assert sim.run(Options(seeds=1, first_seed=11030)).violations == ()


def test_what_comes_back_in_another_order_waits_for_somebody() -> None:
    """After a restore new work came before what was done earlier: a rule says no to what comes back."""
    outcome = sim.run(Options(seeds=1, first_seed=198))
    assert outcome.violations == ()
    assert outcome.counts["aside after a restore"] == 2


def test_a_centre_that_goes_back_to_a_backup_of_another_past_had_given_other_answers() -> None:
    """The watcher took the answers of the record between two restores for those of the one that is back."""
    assert sim.run(Options(seeds=1, first_seed=1916)).violations == ()


def test_restored_twice_what_waited_may_be_refused() -> None:
    """Closed without its laptop, the refill let another accept the problem; so the older acceptance waits,
    and when the centre has lost that too, it is judged like any other push."""
    assert sim.run(Options(seeds=1, first_seed=1302)).violations == ()


def test_restored_twice_who_heard_that_a_number_is_taken_gets_another() -> None:
    """A refill was closed without the laptop, and its number given to another order; when the centre has lost
    that refill too, the order is issued under a new number."""
    assert sim.run(Options(seeds=1, first_seed=2749)).violations == ()


def test_restored_twice_what_builds_on_a_refused_step_stays_with_its_laptop() -> None:
    """An order waited behind a meeting that could not be taken again; when the centre has lost that too, the
    meeting is refused, and the order stands behind its card."""
    assert sim.run(Options(seeds=1, first_seed=4025)).violations == ()


def test_restored_twice_what_was_told_to_wait_may_have_another_number() -> None:
    """An order was told to wait by a refill that was closed; when the centre has lost that too, it is issued
    anew, and nobody ever gets the number that it had."""
    assert sim.run(Options(seeds=1, first_seed=8848)).violations == ()


def test_what_waits_again_after_a_restore_and_shows_nowhere_says_why() -> None:
    """A laptop died in the middle of a refill: work on a problem that had left its copy waited again, without
    a word on why it was nowhere to be seen."""
    assert sim.run(Options(seeds=1, first_seed=17330)).violations == ()


def test_what_could_not_be_shown_comes_with_the_rows_and_not_with_the_answer() -> None:
    """A file was attached to a firm that left its laptop and came back; the watcher wanted to see it between
    the answer and the pull."""
    assert sim.run(Options(seeds=1, first_seed=17941)).violations == ()


def test_what_was_admitted_has_its_effect_again_after_a_restore() -> None:
    """The decision came back, and the work that it had admitted did not."""
    assert sim.run(Options(seeds=1, first_seed=21096)).violations == ()


def test_what_could_not_be_undone_waits_still() -> None:
    """A disk was full while somebody undid something: the journal had it for undone, the database did not,
    and a start much later gave it up without a word."""
    assert sim.run(Options(seeds=1, first_seed=30045)).violations == ()


def test_before_the_first_download_there_is_nothing_to_draw_work_on() -> None:
    """A lost database gave way to a snapshot from before the first download; what the journal brought back
    waited, and the watcher wanted to see it among records that were not there."""
    assert sim.run(Options(seeds=1, first_seed=31433)).violations == ()


def test_a_form_that_two_copies_of_a_laptop_send_is_taken_from_one() -> None:
    """One copy sent it, the other undid it and sent it again in other words: the centre has the first, the
    second keeps its words on a card; the watcher wanted one answer for both."""
    assert sim.run(Options(seeds=1, first_seed=32477)).violations == ()


def test_ten_seeds_run_again_give_the_same_outcomes() -> None:
    options = Options(seeds=10, first_seed=77)
    first, second = sim.run(options), sim.run(options)
    assert first.digests == second.digests
    assert len(set(first.digests.values())) == 10
