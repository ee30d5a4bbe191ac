"""What the program writes as JSON is what its published schemas say: by_schema.py PROGRAM."""
import json
import subprocess
import sys

from jsonschema import Draft202012Validator

program = sys.argv[1]


def output(*arguments):
    # A run may well fail, leave something undetermined or meet a broken line; it may not be a wrong call.
    done = subprocess.run([program, *arguments], capture_output=True, text=True)
    assert done.returncode in (0, 1, 3), (arguments, done.returncode, done.stderr)
    return done.stdout


def part(schema, name):
    return Draft202012Validator({**schema, "$ref": f"#/$defs/{name}"})


def valid(validator, value, what):
    for error in validator.iter_errors(value):
        sys.exit(f"{what}: {error.json_path}: {error.message}")


check = json.load(open("docs/schema/check-1.json"))
test = json.load(open("docs/schema/test-1.json"))
Draft202012Validator.check_schema(check)
Draft202012Validator.check_schema(test)
fields = json.load(open("docs/schema/fields-1.json"))
Draft202012Validator.check_schema(fields)

inputs = [
    ("examples/rcep_preference/shipments.csv",),
    ("examples/rcep_preference/shipment.json",),
    ("examples/korea_declarations/declarations.csv",),
    ("examples/first_rule/parcels.csv", "--rules", "examples/first_rule"),
    ("tests/cases/check/broken_line.ndjson", "--rules", "rules/rcep"),
    ("tests/cases/check/readings/late.csv", "--rules", "tests/cases/check/readings/late.shibo"),
    ("examples/data_register/register.csv",),
    ("tests/cases/check/open_figures/entries.json", "--rules", "tests/cases/check/open_figures/rules.shibo"),
    ("tests/cases/check/not_asked/goods.ndjson", "--rules", "tests/cases/check/not_asked/goods.shibo"),
]
for call in inputs:
    document = json.loads(output("check", *call, "--format", "json"))
    valid(part(check, "document"), document, call)
    lines = [json.loads(line) for line in output("check", *call, "--format", "ndjson").splitlines()]
    for line in lines:
        valid(part(check, "line"), line, call)
    # The two forms say the same, in the same order.
    assert lines[1:-1] == document["results"], call
    assert lines[-1] == document["totals"], call
    verdicts = [result for result in document["results"] if result["kind"] == "verdict"]
    assert document["totals"]["verdicts"] == len(verdicts) > 0, call
    assert sum(document["totals"][s] for s in ("passes", "fails", "advises", "undetermined", "informs")) == len(verdicts), call
    findings = [result for result in document["results"] if result["kind"] == "finding"]
    not_asked = [result for result in document["results"] if result["kind"] == "not_asked"]
    assert document["totals"]["findings"] == len(findings), call
    assert document["totals"]["not_asked"] == len(not_asked), call
    laws = [result for result in document["results"] if result["kind"] == "laws"]
    assert len(verdicts) + len(findings) + len(not_asked) + len(laws) == len(document["results"]), call
    # What a record's laws name are its verdicts, and each question stands once: put, or not put.
    for one in laws:
        said = {(v["package"], v["name"]) for v in verdicts if v["record"] == one["record"]}
        assert said == {(law["package"], name) for law in one["laws"] for name in law.get("verdicts", [])}, (call, one)
        for law in one["laws"]:
            assert (law["applies"] == "no") == ("verdicts" not in law), (call, law)
            names = law.get("verdicts", []) + [name for why in law.get("not_put", []) for name in why["names"]]
            assert len(names) == len(set(names)) > 0, (call, law)
    assert {str(v["record"]) for v in verdicts} <= {str(one["record"]) for one in laws}, call

explained = json.loads(output("explain", "examples/rcep_preference/shipments.csv", "--id", "SHP-004/1", "--full", "--format", "json"))
valid(part(check, "verdict"), explained, "explain")
assert explained["trace"]["children"], "the whole trace is there"
turning = json.loads(output("explain", "examples/rcep_preference/shipments.csv", "--id", "SHP-003/1", "--format", "json"))
valid(part(check, "verdict"), turning, "explain")
assert [(p["path"], p["way"], p["last"], p["first"]) for p in turning["turning_points"] if p["standing"] == "passes"] == [
    ("proof.issued_on", "up", "2023-05-09", "2023-05-10"),
    ("shipment.import_date", "down", "2024-05-06", "2024-05-05"),
], turning["turning_points"]
assert [[(f["path"], f["other"]) for f in cure["facts"]] for cure in turning["cures"]] == [[("proof_waived", "true")]], turning["cures"]

valid(Draft202012Validator(test), json.loads(output("test", "rules", "--format", "json")), "test")

listed = json.loads(output("fields", "--format", "json"))
valid(Draft202012Validator(fields), listed, "fields")
assert any(field["used_by"] for record in listed["records"] for field in record["fields"]), "somebody looks at something"

# The schemas are no mere form: a wrong document is refused.
assert not part(check, "totals").is_valid({"kind": "totals", "records": -1})
assert not part(check, "verdict").is_valid({"kind": "verdict"})
