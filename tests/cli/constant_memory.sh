#!/usr/bin/env bash
# Memory does not grow with the input: twenty times the records take little more. constant_memory.sh PROGRAM
set -u
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Under the address sanitizer, memory given back is kept aside up to 256 MiB: that is not the program's growth.
export ASAN_OPTIONS="quarantine_size_mb=1${ASAN_OPTIONS:+:$ASAN_OPTIONS}"

# Writes COUNT shipments of two lines in FORM.
made() {
  awk -v n="$1" -v form="$2" 'BEGIN {
    if (form == "csv") print "parcel,sent on,to,weight kg,value,currency,insured,note"
    if (form == "json") print "["
    filler = sprintf("%200s", "x")
    for (i = 1; i <= n; ++i) {
      if (form == "csv") printf "P-%d,2025-01-02,JP,3.5,120.00,USD,no,\"%s\"\n", i, filler
      else printf "%s{\"parcel\": \"P-%d\", \"sent on\": \"2025-01-02\", \"to\": \"JP\", \"weight kg\": 3.5, \"value\": \"USD 120\", \"insured\": false, \"note\": \"%s\"}\n", \
                  (form == "json" && i > 1 ? "," : ""), i, filler
    }
    if (form == "json") print "]"
  }'
}

# The peak of resident memory in KiB for COUNT FORM REPORT, and the verdicts counted. What is packed is in another encoding, too.
peak() {
  local form=${2%.gz} packed=(cat) encoding=()
  [ "$form" = "$2" ] || { packed=(gzip -1); encoding=(--encoding GBK); }
  made "$1" "$form" | "${packed[@]}" | python3 -c '
import resource, subprocess, sys
run = subprocess.run(sys.argv[1:], stdin=sys.stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, run.stdout.count(b"verdict") + run.stdout.count(b"<testcase"))' \
    "$program" check - --input-format "$form" "${encoding[@]}" --rules examples/first_rule --format "$3"
}

for form in csv json ndjson csv.gz; do
  report=$([ "${form%.gz}" = csv ] && echo junit || echo ndjson)
  read -r small few < <(peak 2000 "$form" "$report")
  read -r large many < <(peak 40000 "$form" "$report")
  echo "$form as $report: $small KiB for 2,000 records, $large KiB for 40,000"
  [ "$many" -gt $((few * 15)) ] || { echo "$form: not all was read: $few, $many"; exit 1; }
  # Keys already met are remembered in 8 to 16 bytes each.
  [ "$large" -lt $((small + 4096)) ] || { echo "$form: memory grows with the input"; exit 1; }
done
