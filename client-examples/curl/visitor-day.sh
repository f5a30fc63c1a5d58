#!/usr/bin/env bash
# A visitor's day, with nothing but curl: look around, be offered campaigns, sign up, be offered others.
#
#   make demo            (in another terminal)
#   client-examples/curl/visitor-day.sh
#
# Reads the address and the key from the demo's facts; set SEGUE_HOME if the demo has another home.
set -euo pipefail

facts="${SEGUE_HOME:-.segue}/demo.json"
fact() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$facts" "$1"; }
url=$(fact storefront_url)
key=$(fact publishable_key)
visitor="curl-$(python3 -c 'import uuid; print(uuid.uuid4())')"

# ask QUERY VARIABLES: prints the answer, and ends the script when it has errors.
ask() {
  python3 -c 'import json, sys; print(json.dumps({"query": sys.argv[1], "variables": json.loads(sys.argv[2])}))' "$1" "$2" |
    curl --silent --show-error --fail-with-body "$url" \
      --header 'Content-Type: application/json' \
      --header 'Accept: application/graphql-response+json' \
      --header "Authorization: Bearer $key" \
      --data @-
}

eligible='query($visitor: ID!) {
  eligibleCampaigns(visitorId: $visitor, page: {type: PRODUCT}) {
    decisionId
    campaign { type ... on EmailCollection { title consent { text } } ... on NotificationBar { messages { text } } }
  }
}'

echo "1. Three products are looked at"
ask 'mutation($input: TrackEventsInput!) {
  trackEvents(input: $input) { ... on EventsTracked { stored } ... on UserError { message } }
}' "{\"input\": {\"visitorId\": \"$visitor\", \"events\": [
  {\"productView\": {\"id\": \"view-1\", \"productId\": \"85123A\", \"category\": \"home\"}},
  {\"productView\": {\"id\": \"view-2\", \"productId\": \"71053\", \"category\": \"home\"}},
  {\"productView\": {\"id\": \"view-3\", \"productId\": \"84406B\", \"category\": \"kitchen\"}}
]}}"
echo

echo "2. So two campaigns fit: the newsletter and free delivery"
answer=$(ask "$eligible" "{\"visitor\": \"$visitor\"}")
echo "$answer"
decision=$(python3 -c '
import json, sys
offers = json.loads(sys.argv[1])["data"]["eligibleCampaigns"]
print(next(o["decisionId"] for o in offers if o["campaign"]["type"] == "EMAIL_COLLECTION"))
' "$answer")

echo "3. The form is about to be shown: may it still be? If so, it is counted"
ask 'mutation($input: ClaimDisplaysInput!) {
  claimDisplays(input: $input) {
    ... on DisplaysClaimed { displays { isGranted control couponCode message } } ... on UserError { message }
  }
}' "{\"input\": {\"visitorId\": \"$visitor\", \"decisionIds\": [\"$decision\"]}}"
echo

echo "4. The visitor signs up"
ask 'mutation($input: CaptureEmailInput!) {
  captureEmail(input: $input) { ... on EmailCaptured { thankYou { text } } ... on UserError { message } }
}' "{\"input\": {\"visitorId\": \"$visitor\", \"decisionId\": \"$decision\",
     \"email\": \"visitor@example.com\", \"consentGiven\": true}}"
echo

echo "5. The newsletter isn't offered again"
ask "$eligible" "{\"visitor\": \"$visitor\"}"
echo
