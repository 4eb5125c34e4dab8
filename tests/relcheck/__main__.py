"""`python -m tests.relcheck NAME`: some checks. Without a name: all in their long form, into the ledger."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext

import msgspec

from tests.relcheck import ledger
from tests.relcheck.check import SHOWN, Options, Outcome, Violation
from tests.relcheck.forms import FORMS, module_of, plants_of


def main() -> int:
    """Run what was asked for; 1 when something did not hold, 2 for a wrong name."""
    given = _arguments().parse_args()
    unknown = [name for name in given.names if name not in FORMS]
    if unknown:
        print(f"there is no check {', '.join(unknown)}; there are: {', '.join(FORMS)}", file=sys.stderr)
        return 2
    whole_ledger = given.ledger or not given.names
    status = 0
    for name in given.names or FORMS:
        outcome = check(name, options_of(name, given), again=whole_ledger, told=given.json)
        status |= bool(outcome.violations)
        if whole_ledger:
            ledger.write(ledger.line_of(name, options_of(name, given), outcome))
    return int(status)


def _arguments() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(prog="python -m tests.relcheck", description=__doc__)
    words.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(FORMS)}; none: all")
    words.add_argument("--seeds", type=int, default=0, help="how many; without: the long form's number")
    words.add_argument("--first-seed", type=int, default=0, help="seeds go on from this one")
    words.add_argument("--changes", type=int, default=0, help="changes, inputs or laptops, where these count")
    words.add_argument("--plant", default="", help="put this bug in first; the check should fail")
    words.add_argument("--short", action="store_true", help="as far as every test run goes")
    words.add_argument("--processes", type=int, default=2, help="that share the seeds; without: two")
    words.add_argument("--until-first", action="store_true", help="stop at the first violation")
    words.add_argument("--ledger", action="store_true", help="write the run down (all checks: always)")
    words.add_argument("--json", action="store_true", help="one JSON object a check on standard output")
    return words


def options_of(name: str, given: argparse.Namespace) -> Options:
    """The form's numbers, with what was asked for in their place."""
    forms = FORMS[name]
    form = forms.short if given.short else forms.long
    return msgspec.structs.replace(
        form,
        seeds=given.seeds or form.seeds,
        first_seed=given.first_seed or form.first_seed,
        changes=given.changes or form.changes,
        plant=given.plant,
        until_first=given.until_first,
        processes=given.processes,
    )


def check(name: str, options: Options, *, again: bool = False, told: bool = False) -> Outcome:
    """One check, and what it found, told. `again`: some of its seeds once more, which must give the same."""
    plants = plants_of(name)
    if options.plant and options.plant not in plants:
        raise SystemExit(f"{name} has no plant {options.plant}; it has: {', '.join(plants)}")
    with plants[options.plant]() if options.plant else nullcontext():
        outcome: Outcome = module_of(name).run(options)
        if again:
            outcome = _with_second_run(name, options, outcome)
    _tell(name, options, outcome, told)
    return outcome


def _with_second_run(name: str, options: Options, outcome: Outcome) -> Outcome:
    different: list[Violation] = []
    for seed in ledger.sample(outcome):
        second: Outcome = module_of(name).run(msgspec.structs.replace(options, seeds=1, first_seed=seed))
        if second.digests.get(seed) != outcome.digests[seed]:
            different.append(Violation(seed, "the same seed gave another outcome when it was run again"))
    return msgspec.structs.replace(outcome, violations=(*outcome.violations, *different))


def _tell(name: str, options: Options, outcome: Outcome, as_json: bool) -> None:
    if as_json:
        print(msgspec.json.encode(ledger.line_of(name, options, outcome)).decode(), flush=True)
    else:
        counts = ", ".join(f"{number} {what}" for what, number in outcome.counts.items())
        print(f"{name}: {counts}; {outcome.seconds:.1f} s; {len(outcome.violations)} violations", flush=True)
    for one in outcome.violations[:SHOWN]:
        print(f"seed {one.seed}: {one.what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
