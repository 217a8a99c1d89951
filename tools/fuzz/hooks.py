"""Many requests are about what is there: a case, its actions, people, packs. The others stay as they were invented."""

import json
import os
import random
import zlib
from datetime import datetime, timedelta, timezone

import schemathesis
from schemathesis.generation.modes import GenerationMode

KNOWN = json.loads(os.environ["REDRESS_FUZZ_KNOWN"])
VALUES = {
    "boolean": [True, False],
    "integer": [0, 1, 9007199254740991],
    "money": ["0.00", "12.5", "9999999999999.99"],
    "instant": ["+6h", "2999-12-31T23:59:59+08:00", "1900-01-01T00:00Z"],
    "person": KNOWN["people"],
    "unit": KNOWN["units"],
    "units": [KNOWN["units"][:2]],
    "case": KNOWN["cases"],
    "note": ["一句话", "\u2028", "😀" * 100],
}


def as_invented(case, part):
    """Was this part of the request made to fit the contract? What was broken on purpose stays broken."""
    found = next((info for place, info in case.meta.components.items() if place.value == part), None)
    return found is None or found.mode == GenerationMode.POSITIVE


def fields_of(action, pick):
    return {
        field["name"]: pick.choice([option["value"] for option in field.get("options") or []] or VALUES.get(field["type"], ["x"]))
        for field in KNOWN["actions"].get(action, [])
        if field["required"] or pick.random() < 0.5
    }


def ago(hours):
    return (datetime.now(timezone.utc) - timedelta(hours=hours)).isoformat()


def history(pick):
    """What was done, mostly in an order that the rules take, each with its moment and some by somebody named."""
    order = ["accept", "dispatch", "answer-dispatch", "reply", "resolve", "close"]
    done = [one for one in order if one in KNOWN["actions"]][: pick.randrange(7)]
    if pick.random() < 0.3:
        done.append(pick.choice(list(KNOWN["actions"])))
    return [
        {
            "at": ago(19 - hour),
            "action": action,
            "fields": fields_of(action, pick),
            **({"actor": pick.choice(KNOWN["people"])} if pick.random() < 0.5 else {}),
        }
        for hour, action in enumerate(done)
    ]


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.meta is None:
        return
    seed = repr((case.method, case.path, case.path_parameters, case.query, case.body))
    pick = random.Random(zlib.crc32(seed.encode("utf8", "surrogatepass")))
    if pick.random() < 0.3:
        return
    names = case.path_parameters
    if names and as_invented(case, "path"):
        known = {"no": KNOWN["cases"], "action": list(KNOWN["actions"]), "clock": KNOWN["clocks"], "id": KNOWN["packs"]}
        known["receiptCode"] = KNOWN["receipts"]
        for name in names:
            names[name] = pick.choice(known[name])
    case.headers["X-Redress-Actor"] = pick.choice(KNOWN["people"])
    body = case.body
    if not isinstance(body, dict) or case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    if case.path in ("/v1/complaints", "/v1/past-complaints"):
        case.body = {**body, **{name: pick.choice(values) for name, values in KNOWN["intake"].items()}}
        for name in ("fields", "representatives"):
            case.body.pop(name, None)
        if pick.random() < 0.7 and as_invented(case, "query"):
            case.query.pop("dryRun", None)
        if pick.random() < 0.8 and as_invented(case, "header"):
            case.headers.pop("Idempotency-Key", None)
        # Some are known already, with other content.
        case.body["reference"] = {"system": "crm", "id": str(pick.randrange(40))}
        if case.path == "/v1/past-complaints":
            case.headers["X-Redress-Actor"] = "local" if pick.random() < 0.9 else pick.choice(KNOWN["people"])
            case.body.pop("drill")
            case.body["registeredAt"] = ago(20)
            case.body["history"] = history(pick)
    elif case.path.endswith("/{action}"):
        case.body = {**body, "fields": fields_of(names["action"], pick)}
    elif case.path.endswith("/simulate"):
        names["id"] = "cutover-emergency"
        intake = {name: pick.choice(KNOWN["intake"][name]) for name in ("channel", "unit", "category")}
        script = [
            {**step, "action": action, "fields": fields_of(action, pick)}
            for step in body.get("script") or []
            for action in [pick.choice(list(KNOWN["actions"]))]
        ]
        case.body = {**body, "intake": intake, "script": script}
