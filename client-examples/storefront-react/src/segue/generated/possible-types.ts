
      export type PossibleTypesResultData = {
  "possibleTypes": {
    "Campaign": [
      "EmailCollection",
      "FormSurvey",
      "HeroBanner",
      "NotificationBar",
      "PopupBanner"
    ],
    "CaptureEmailResult": [
      "EmailCaptured",
      "InvalidInput",
      "UnknownVisitor"
    ],
    "ClaimDisplaysResult": [
      "DisplaysClaimed",
      "InvalidInput"
    ],
    "ConfirmEmailResult": [
      "EmailCaptured",
      "InvalidInput"
    ],
    "RecordInteractionsResult": [
      "InteractionsRecorded",
      "InvalidInput",
      "UnknownVisitor"
    ],
    "SaveSurveyProgressResult": [
      "InvalidInput",
      "SurveyProgress",
      "UnknownVisitor"
    ],
    "SubmitSurveyResult": [
      "InvalidInput",
      "SurveySubmitted",
      "UnknownVisitor"
    ],
    "TrackEventsResult": [
      "EventsTracked",
      "InvalidInput"
    ],
    "UserError": [
      "InvalidInput",
      "UnknownVisitor"
    ]
  }
};
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "Campaign": [
      "EmailCollection",
      "FormSurvey",
      "HeroBanner",
      "NotificationBar",
      "PopupBanner"
    ],
    "CaptureEmailResult": [
      "EmailCaptured",
      "InvalidInput",
      "UnknownVisitor"
    ],
    "ClaimDisplaysResult": [
      "DisplaysClaimed",
      "InvalidInput"
    ],
    "ConfirmEmailResult": [
      "EmailCaptured",
      "InvalidInput"
    ],
    "RecordInteractionsResult": [
      "InteractionsRecorded",
      "InvalidInput",
      "UnknownVisitor"
    ],
    "SaveSurveyProgressResult": [
      "InvalidInput",
      "SurveyProgress",
      "UnknownVisitor"
    ],
    "SubmitSurveyResult": [
      "InvalidInput",
      "SurveySubmitted",
      "UnknownVisitor"
    ],
    "TrackEventsResult": [
      "EventsTracked",
      "InvalidInput"
    ],
    "UserError": [
      "InvalidInput",
      "UnknownVisitor"
    ]
  }
};
      export default result;
    