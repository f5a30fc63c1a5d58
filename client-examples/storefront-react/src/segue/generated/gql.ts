/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query EligibleCampaigns($visitorId: ID!, $page: PageInput, $locale: String, $testToken: String) {\n    eligibleCampaigns(visitorId: $visitorId, page: $page, locale: $locale, testToken: $testToken, first: 20) {\n      ...OfferParts\n    }\n  }\n": typeof types.EligibleCampaignsDocument,
    "\n  fragment OfferParts on EligibleCampaign {\n    decisionId\n    firstShownAt\n    campaign {\n      id\n      locale\n      placement\n      display {\n        ...DisplayParts\n      }\n      ...PopupBannerParts\n      ...EmailCollectionParts\n      ...FormSurveyParts\n      ... on FormSurvey {\n        presentation\n      }\n      ...NotificationBarParts\n      ...HeroBannerParts\n      ... on HeroBanner {\n        order\n      }\n    }\n  }\n": typeof types.OfferPartsFragmentDoc,
    "\n  fragment HeroBannerParts on HeroBanner {\n    heading\n    text\n    desktopImage {\n      ...ImageParts\n    }\n    mobileImage {\n      ...ImageParts\n    }\n    link {\n      ...LinkParts\n    }\n    buttons {\n      ...ButtonParts\n    }\n    countdown {\n      ...CountdownParts\n    }\n    colours {\n      ...ColourParts\n    }\n  }\n": typeof types.HeroBannerPartsFragmentDoc,
    "\n  fragment NotificationBarParts on NotificationBar {\n    messages {\n      text\n      link {\n        ...LinkParts\n      }\n    }\n    rotatesEverySeconds\n    backgroundImage {\n      ...ImageParts\n    }\n    buttons {\n      ...ButtonParts\n    }\n    edge\n    isSticky\n    countdown {\n      ...CountdownParts\n    }\n    colours {\n      ...ColourParts\n    }\n  }\n": typeof types.NotificationBarPartsFragmentDoc,
    "\n  mutation ClaimDisplays($input: ClaimDisplaysInput!) {\n    claimDisplays(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on DisplaysClaimed {\n        displays {\n          decisionId\n          isGranted\n          control\n          couponCode\n        }\n      }\n    }\n  }\n": typeof types.ClaimDisplaysDocument,
    "\n  fragment TeaserParts on Teaser {\n    label\n    moment\n    position {\n      ...PositionParts\n    }\n  }\n": typeof types.TeaserPartsFragmentDoc,
    "\n  fragment EmailCollectionParts on EmailCollection {\n    title\n    description\n    image {\n      ...ImageParts\n    }\n    inputPlaceholder\n    submitLabel\n    steps {\n      title\n      description\n      nextLabel\n      fields {\n        key\n        kind\n        label\n        placeholder\n        isRequired\n        options {\n          key\n          label\n        }\n      }\n    }\n    consent {\n      text\n      url\n    }\n    wheel {\n      slices {\n        key\n        label\n      }\n    }\n    countdown {\n      ...CountdownParts\n    }\n    hasOverlay\n    position {\n      ...PositionParts\n    }\n    teaser {\n      ...TeaserParts\n    }\n    colours {\n      ...ColourParts\n    }\n  }\n": typeof types.EmailCollectionPartsFragmentDoc,
    "\n  mutation CaptureEmail($input: CaptureEmailInput!) {\n    captureEmail(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on InvalidInput {\n        problems {\n          path\n          message\n        }\n      }\n      ... on EmailCaptured {\n        couponCode\n        needsConfirmation\n        prize {\n          key\n          label\n        }\n        thankYou {\n          ...ThankYouParts\n        }\n      }\n    }\n  }\n": typeof types.CaptureEmailDocument,
    "\n  fragment FormSurveyParts on FormSurvey {\n    hasOverlay\n    position {\n      ...PositionParts\n    }\n    teaser {\n      ...TeaserParts\n    }\n    colours {\n      ...ColourParts\n    }\n    ...SurveyParts\n  }\n": typeof types.FormSurveyPartsFragmentDoc,
    "\n  fragment SurveyParts on FormSurvey {\n    id\n    title\n    description\n    questions {\n      key\n      kind\n      text\n      description\n      isRequired\n      options {\n        key\n        label\n      }\n      allowsOther\n      otherLabel\n      rows {\n        key\n        label\n      }\n      lowLabel\n      highLabel\n      maximumLength\n      page\n      branches {\n        minimumScore\n        maximumScore\n        anyOption\n        goTo\n      }\n    }\n    submitLabel\n    nextLabel\n    backLabel\n  }\n": typeof types.SurveyPartsFragmentDoc,
    "\n  mutation SubmitSurvey($input: SubmitSurveyInput!) {\n    submitSurvey(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on InvalidInput {\n        problems {\n          path\n          message\n        }\n      }\n      ... on SurveySubmitted {\n        couponCode\n        thankYou {\n          ...ThankYouParts\n        }\n      }\n    }\n  }\n": typeof types.SubmitSurveyDocument,
    "\n  mutation SaveSurveyProgress($input: SaveSurveyProgressInput!) {\n    saveSurveyProgress(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on SurveyProgress {\n        resumeToken\n      }\n    }\n  }\n": typeof types.SaveSurveyProgressDocument,
    "\n  query SurveyProgress($resumeToken: String!) {\n    surveyProgress(resumeToken: $resumeToken) {\n      nextQuestion\n      answers {\n        question\n        score\n        text\n        options\n        other\n        rows {\n          row\n          option\n        }\n        flag\n      }\n    }\n  }\n": typeof types.SurveyProgressDocument,
    "\n  fragment PopupBannerParts on PopupBanner {\n    title\n    text\n    image {\n      ...ImageParts\n    }\n    link {\n      ...LinkParts\n    }\n    buttons {\n      ...ButtonParts\n    }\n    countdown {\n      ...CountdownParts\n    }\n    hasOverlay\n    position {\n      ...PositionParts\n    }\n    teaser {\n      ...TeaserParts\n    }\n    colours {\n      ...ColourParts\n    }\n  }\n": typeof types.PopupBannerPartsFragmentDoc,
    "\n  mutation TrackEvents($input: TrackEventsInput!) {\n    trackEvents(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on InvalidInput {\n        problems {\n          path\n        }\n      }\n    }\n  }\n": typeof types.TrackEventsDocument,
    "\n  mutation RecordInteractions($input: RecordInteractionsInput!) {\n    recordInteractions(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on InvalidInput {\n        problems {\n          path\n        }\n      }\n    }\n  }\n": typeof types.RecordInteractionsDocument,
    "\n  fragment LinkParts on Link {\n    url\n    opensNewTab\n  }\n": typeof types.LinkPartsFragmentDoc,
    "\n  fragment ImageParts on Image {\n    url\n    alternativeText\n    isDecorative\n    width\n    height\n    sources {\n      url\n      width\n    }\n  }\n": typeof types.ImagePartsFragmentDoc,
    "\n  fragment ButtonParts on Button {\n    label\n    action\n    link {\n      ...LinkParts\n    }\n  }\n": typeof types.ButtonPartsFragmentDoc,
    "\n  fragment CountdownParts on Countdown {\n    label\n    endsAt\n    secondsFromFirstDisplay\n    whenOver\n    overText\n  }\n": typeof types.CountdownPartsFragmentDoc,
    "\n  fragment ColourParts on Colours {\n    text\n    background\n    buttonText\n    buttonBackground\n  }\n": typeof types.ColourPartsFragmentDoc,
    "\n  fragment PositionParts on Position {\n    vertical\n    horizontal\n  }\n": typeof types.PositionPartsFragmentDoc,
    "\n  fragment ThankYouParts on ThankYou {\n    text\n    closesAfterSeconds\n    buttons {\n      ...ButtonParts\n    }\n  }\n": typeof types.ThankYouPartsFragmentDoc,
    "\n  fragment DisplayParts on Display {\n    triggers {\n      ...TriggerParts\n    }\n    deviceTriggers {\n      device\n      triggers {\n        ...TriggerParts\n      }\n    }\n    closing {\n      hasButton\n      onOverlayClick\n      onEscape\n      afterSeconds\n    }\n    animation {\n      entrance\n      milliseconds\n    }\n    size\n    theme\n  }\n": typeof types.DisplayPartsFragmentDoc,
    "\n  fragment TriggerParts on Trigger {\n    kind\n    delaySeconds\n    scrollPercent\n    inactivitySeconds\n    selector\n    eventName\n    pageCount\n    acrossPages\n  }\n": typeof types.TriggerPartsFragmentDoc,
    "\n  mutation ConfirmEmail($input: ConfirmEmailInput!) {\n    confirmEmail(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on EmailCaptured {\n        couponCode\n        thankYou {\n          ...ThankYouParts\n        }\n      }\n    }\n  }\n": typeof types.ConfirmEmailDocument,
    "\n  query OfferList($visitorId: ID!, $locale: String) {\n    eligibleCampaigns(visitorId: $visitorId, locale: $locale, page: { type: HOME }) {\n      decisionId\n      campaign {\n        id\n        locale\n        ...OfferLine\n      }\n    }\n  }\n": typeof types.OfferListDocument,
    "\n  fragment OfferLine on Campaign {\n    ... on HeroBanner {\n      heading\n    }\n    ... on PopupBanner {\n      title\n    }\n    ... on EmailCollection {\n      title\n    }\n    ... on FormSurvey {\n      title\n    }\n    ... on NotificationBar {\n      messages {\n        text\n      }\n    }\n  }\n": typeof types.OfferLineFragmentDoc,
};
const documents: Documents = {
    "\n  query EligibleCampaigns($visitorId: ID!, $page: PageInput, $locale: String, $testToken: String) {\n    eligibleCampaigns(visitorId: $visitorId, page: $page, locale: $locale, testToken: $testToken, first: 20) {\n      ...OfferParts\n    }\n  }\n": types.EligibleCampaignsDocument,
    "\n  fragment OfferParts on EligibleCampaign {\n    decisionId\n    firstShownAt\n    campaign {\n      id\n      locale\n      placement\n      display {\n        ...DisplayParts\n      }\n      ...PopupBannerParts\n      ...EmailCollectionParts\n      ...FormSurveyParts\n      ... on FormSurvey {\n        presentation\n      }\n      ...NotificationBarParts\n      ...HeroBannerParts\n      ... on HeroBanner {\n        order\n      }\n    }\n  }\n": types.OfferPartsFragmentDoc,
    "\n  fragment HeroBannerParts on HeroBanner {\n    heading\n    text\n    desktopImage {\n      ...ImageParts\n    }\n    mobileImage {\n      ...ImageParts\n    }\n    link {\n      ...LinkParts\n    }\n    buttons {\n      ...ButtonParts\n    }\n    countdown {\n      ...CountdownParts\n    }\n    colours {\n      ...ColourParts\n    }\n  }\n": types.HeroBannerPartsFragmentDoc,
    "\n  fragment NotificationBarParts on NotificationBar {\n    messages {\n      text\n      link {\n        ...LinkParts\n      }\n    }\n    rotatesEverySeconds\n    backgroundImage {\n      ...ImageParts\n    }\n    buttons {\n      ...ButtonParts\n    }\n    edge\n    isSticky\n    countdown {\n      ...CountdownParts\n    }\n    colours {\n      ...ColourParts\n    }\n  }\n": types.NotificationBarPartsFragmentDoc,
    "\n  mutation ClaimDisplays($input: ClaimDisplaysInput!) {\n    claimDisplays(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on DisplaysClaimed {\n        displays {\n          decisionId\n          isGranted\n          control\n          couponCode\n        }\n      }\n    }\n  }\n": types.ClaimDisplaysDocument,
    "\n  fragment TeaserParts on Teaser {\n    label\n    moment\n    position {\n      ...PositionParts\n    }\n  }\n": types.TeaserPartsFragmentDoc,
    "\n  fragment EmailCollectionParts on EmailCollection {\n    title\n    description\n    image {\n      ...ImageParts\n    }\n    inputPlaceholder\n    submitLabel\n    steps {\n      title\n      description\n      nextLabel\n      fields {\n        key\n        kind\n        label\n        placeholder\n        isRequired\n        options {\n          key\n          label\n        }\n      }\n    }\n    consent {\n      text\n      url\n    }\n    wheel {\n      slices {\n        key\n        label\n      }\n    }\n    countdown {\n      ...CountdownParts\n    }\n    hasOverlay\n    position {\n      ...PositionParts\n    }\n    teaser {\n      ...TeaserParts\n    }\n    colours {\n      ...ColourParts\n    }\n  }\n": types.EmailCollectionPartsFragmentDoc,
    "\n  mutation CaptureEmail($input: CaptureEmailInput!) {\n    captureEmail(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on InvalidInput {\n        problems {\n          path\n          message\n        }\n      }\n      ... on EmailCaptured {\n        couponCode\n        needsConfirmation\n        prize {\n          key\n          label\n        }\n        thankYou {\n          ...ThankYouParts\n        }\n      }\n    }\n  }\n": types.CaptureEmailDocument,
    "\n  fragment FormSurveyParts on FormSurvey {\n    hasOverlay\n    position {\n      ...PositionParts\n    }\n    teaser {\n      ...TeaserParts\n    }\n    colours {\n      ...ColourParts\n    }\n    ...SurveyParts\n  }\n": types.FormSurveyPartsFragmentDoc,
    "\n  fragment SurveyParts on FormSurvey {\n    id\n    title\n    description\n    questions {\n      key\n      kind\n      text\n      description\n      isRequired\n      options {\n        key\n        label\n      }\n      allowsOther\n      otherLabel\n      rows {\n        key\n        label\n      }\n      lowLabel\n      highLabel\n      maximumLength\n      page\n      branches {\n        minimumScore\n        maximumScore\n        anyOption\n        goTo\n      }\n    }\n    submitLabel\n    nextLabel\n    backLabel\n  }\n": types.SurveyPartsFragmentDoc,
    "\n  mutation SubmitSurvey($input: SubmitSurveyInput!) {\n    submitSurvey(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on InvalidInput {\n        problems {\n          path\n          message\n        }\n      }\n      ... on SurveySubmitted {\n        couponCode\n        thankYou {\n          ...ThankYouParts\n        }\n      }\n    }\n  }\n": types.SubmitSurveyDocument,
    "\n  mutation SaveSurveyProgress($input: SaveSurveyProgressInput!) {\n    saveSurveyProgress(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on SurveyProgress {\n        resumeToken\n      }\n    }\n  }\n": types.SaveSurveyProgressDocument,
    "\n  query SurveyProgress($resumeToken: String!) {\n    surveyProgress(resumeToken: $resumeToken) {\n      nextQuestion\n      answers {\n        question\n        score\n        text\n        options\n        other\n        rows {\n          row\n          option\n        }\n        flag\n      }\n    }\n  }\n": types.SurveyProgressDocument,
    "\n  fragment PopupBannerParts on PopupBanner {\n    title\n    text\n    image {\n      ...ImageParts\n    }\n    link {\n      ...LinkParts\n    }\n    buttons {\n      ...ButtonParts\n    }\n    countdown {\n      ...CountdownParts\n    }\n    hasOverlay\n    position {\n      ...PositionParts\n    }\n    teaser {\n      ...TeaserParts\n    }\n    colours {\n      ...ColourParts\n    }\n  }\n": types.PopupBannerPartsFragmentDoc,
    "\n  mutation TrackEvents($input: TrackEventsInput!) {\n    trackEvents(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on InvalidInput {\n        problems {\n          path\n        }\n      }\n    }\n  }\n": types.TrackEventsDocument,
    "\n  mutation RecordInteractions($input: RecordInteractionsInput!) {\n    recordInteractions(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on InvalidInput {\n        problems {\n          path\n        }\n      }\n    }\n  }\n": types.RecordInteractionsDocument,
    "\n  fragment LinkParts on Link {\n    url\n    opensNewTab\n  }\n": types.LinkPartsFragmentDoc,
    "\n  fragment ImageParts on Image {\n    url\n    alternativeText\n    isDecorative\n    width\n    height\n    sources {\n      url\n      width\n    }\n  }\n": types.ImagePartsFragmentDoc,
    "\n  fragment ButtonParts on Button {\n    label\n    action\n    link {\n      ...LinkParts\n    }\n  }\n": types.ButtonPartsFragmentDoc,
    "\n  fragment CountdownParts on Countdown {\n    label\n    endsAt\n    secondsFromFirstDisplay\n    whenOver\n    overText\n  }\n": types.CountdownPartsFragmentDoc,
    "\n  fragment ColourParts on Colours {\n    text\n    background\n    buttonText\n    buttonBackground\n  }\n": types.ColourPartsFragmentDoc,
    "\n  fragment PositionParts on Position {\n    vertical\n    horizontal\n  }\n": types.PositionPartsFragmentDoc,
    "\n  fragment ThankYouParts on ThankYou {\n    text\n    closesAfterSeconds\n    buttons {\n      ...ButtonParts\n    }\n  }\n": types.ThankYouPartsFragmentDoc,
    "\n  fragment DisplayParts on Display {\n    triggers {\n      ...TriggerParts\n    }\n    deviceTriggers {\n      device\n      triggers {\n        ...TriggerParts\n      }\n    }\n    closing {\n      hasButton\n      onOverlayClick\n      onEscape\n      afterSeconds\n    }\n    animation {\n      entrance\n      milliseconds\n    }\n    size\n    theme\n  }\n": types.DisplayPartsFragmentDoc,
    "\n  fragment TriggerParts on Trigger {\n    kind\n    delaySeconds\n    scrollPercent\n    inactivitySeconds\n    selector\n    eventName\n    pageCount\n    acrossPages\n  }\n": types.TriggerPartsFragmentDoc,
    "\n  mutation ConfirmEmail($input: ConfirmEmailInput!) {\n    confirmEmail(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on EmailCaptured {\n        couponCode\n        thankYou {\n          ...ThankYouParts\n        }\n      }\n    }\n  }\n": types.ConfirmEmailDocument,
    "\n  query OfferList($visitorId: ID!, $locale: String) {\n    eligibleCampaigns(visitorId: $visitorId, locale: $locale, page: { type: HOME }) {\n      decisionId\n      campaign {\n        id\n        locale\n        ...OfferLine\n      }\n    }\n  }\n": types.OfferListDocument,
    "\n  fragment OfferLine on Campaign {\n    ... on HeroBanner {\n      heading\n    }\n    ... on PopupBanner {\n      title\n    }\n    ... on EmailCollection {\n      title\n    }\n    ... on FormSurvey {\n      title\n    }\n    ... on NotificationBar {\n      messages {\n        text\n      }\n    }\n  }\n": types.OfferLineFragmentDoc,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EligibleCampaigns($visitorId: ID!, $page: PageInput, $locale: String, $testToken: String) {\n    eligibleCampaigns(visitorId: $visitorId, page: $page, locale: $locale, testToken: $testToken, first: 20) {\n      ...OfferParts\n    }\n  }\n"): (typeof documents)["\n  query EligibleCampaigns($visitorId: ID!, $page: PageInput, $locale: String, $testToken: String) {\n    eligibleCampaigns(visitorId: $visitorId, page: $page, locale: $locale, testToken: $testToken, first: 20) {\n      ...OfferParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OfferParts on EligibleCampaign {\n    decisionId\n    firstShownAt\n    campaign {\n      id\n      locale\n      placement\n      display {\n        ...DisplayParts\n      }\n      ...PopupBannerParts\n      ...EmailCollectionParts\n      ...FormSurveyParts\n      ... on FormSurvey {\n        presentation\n      }\n      ...NotificationBarParts\n      ...HeroBannerParts\n      ... on HeroBanner {\n        order\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment OfferParts on EligibleCampaign {\n    decisionId\n    firstShownAt\n    campaign {\n      id\n      locale\n      placement\n      display {\n        ...DisplayParts\n      }\n      ...PopupBannerParts\n      ...EmailCollectionParts\n      ...FormSurveyParts\n      ... on FormSurvey {\n        presentation\n      }\n      ...NotificationBarParts\n      ...HeroBannerParts\n      ... on HeroBanner {\n        order\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment HeroBannerParts on HeroBanner {\n    heading\n    text\n    desktopImage {\n      ...ImageParts\n    }\n    mobileImage {\n      ...ImageParts\n    }\n    link {\n      ...LinkParts\n    }\n    buttons {\n      ...ButtonParts\n    }\n    countdown {\n      ...CountdownParts\n    }\n    colours {\n      ...ColourParts\n    }\n  }\n"): (typeof documents)["\n  fragment HeroBannerParts on HeroBanner {\n    heading\n    text\n    desktopImage {\n      ...ImageParts\n    }\n    mobileImage {\n      ...ImageParts\n    }\n    link {\n      ...LinkParts\n    }\n    buttons {\n      ...ButtonParts\n    }\n    countdown {\n      ...CountdownParts\n    }\n    colours {\n      ...ColourParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment NotificationBarParts on NotificationBar {\n    messages {\n      text\n      link {\n        ...LinkParts\n      }\n    }\n    rotatesEverySeconds\n    backgroundImage {\n      ...ImageParts\n    }\n    buttons {\n      ...ButtonParts\n    }\n    edge\n    isSticky\n    countdown {\n      ...CountdownParts\n    }\n    colours {\n      ...ColourParts\n    }\n  }\n"): (typeof documents)["\n  fragment NotificationBarParts on NotificationBar {\n    messages {\n      text\n      link {\n        ...LinkParts\n      }\n    }\n    rotatesEverySeconds\n    backgroundImage {\n      ...ImageParts\n    }\n    buttons {\n      ...ButtonParts\n    }\n    edge\n    isSticky\n    countdown {\n      ...CountdownParts\n    }\n    colours {\n      ...ColourParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ClaimDisplays($input: ClaimDisplaysInput!) {\n    claimDisplays(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on DisplaysClaimed {\n        displays {\n          decisionId\n          isGranted\n          control\n          couponCode\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ClaimDisplays($input: ClaimDisplaysInput!) {\n    claimDisplays(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on DisplaysClaimed {\n        displays {\n          decisionId\n          isGranted\n          control\n          couponCode\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TeaserParts on Teaser {\n    label\n    moment\n    position {\n      ...PositionParts\n    }\n  }\n"): (typeof documents)["\n  fragment TeaserParts on Teaser {\n    label\n    moment\n    position {\n      ...PositionParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EmailCollectionParts on EmailCollection {\n    title\n    description\n    image {\n      ...ImageParts\n    }\n    inputPlaceholder\n    submitLabel\n    steps {\n      title\n      description\n      nextLabel\n      fields {\n        key\n        kind\n        label\n        placeholder\n        isRequired\n        options {\n          key\n          label\n        }\n      }\n    }\n    consent {\n      text\n      url\n    }\n    wheel {\n      slices {\n        key\n        label\n      }\n    }\n    countdown {\n      ...CountdownParts\n    }\n    hasOverlay\n    position {\n      ...PositionParts\n    }\n    teaser {\n      ...TeaserParts\n    }\n    colours {\n      ...ColourParts\n    }\n  }\n"): (typeof documents)["\n  fragment EmailCollectionParts on EmailCollection {\n    title\n    description\n    image {\n      ...ImageParts\n    }\n    inputPlaceholder\n    submitLabel\n    steps {\n      title\n      description\n      nextLabel\n      fields {\n        key\n        kind\n        label\n        placeholder\n        isRequired\n        options {\n          key\n          label\n        }\n      }\n    }\n    consent {\n      text\n      url\n    }\n    wheel {\n      slices {\n        key\n        label\n      }\n    }\n    countdown {\n      ...CountdownParts\n    }\n    hasOverlay\n    position {\n      ...PositionParts\n    }\n    teaser {\n      ...TeaserParts\n    }\n    colours {\n      ...ColourParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CaptureEmail($input: CaptureEmailInput!) {\n    captureEmail(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on InvalidInput {\n        problems {\n          path\n          message\n        }\n      }\n      ... on EmailCaptured {\n        couponCode\n        needsConfirmation\n        prize {\n          key\n          label\n        }\n        thankYou {\n          ...ThankYouParts\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CaptureEmail($input: CaptureEmailInput!) {\n    captureEmail(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on InvalidInput {\n        problems {\n          path\n          message\n        }\n      }\n      ... on EmailCaptured {\n        couponCode\n        needsConfirmation\n        prize {\n          key\n          label\n        }\n        thankYou {\n          ...ThankYouParts\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FormSurveyParts on FormSurvey {\n    hasOverlay\n    position {\n      ...PositionParts\n    }\n    teaser {\n      ...TeaserParts\n    }\n    colours {\n      ...ColourParts\n    }\n    ...SurveyParts\n  }\n"): (typeof documents)["\n  fragment FormSurveyParts on FormSurvey {\n    hasOverlay\n    position {\n      ...PositionParts\n    }\n    teaser {\n      ...TeaserParts\n    }\n    colours {\n      ...ColourParts\n    }\n    ...SurveyParts\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SurveyParts on FormSurvey {\n    id\n    title\n    description\n    questions {\n      key\n      kind\n      text\n      description\n      isRequired\n      options {\n        key\n        label\n      }\n      allowsOther\n      otherLabel\n      rows {\n        key\n        label\n      }\n      lowLabel\n      highLabel\n      maximumLength\n      page\n      branches {\n        minimumScore\n        maximumScore\n        anyOption\n        goTo\n      }\n    }\n    submitLabel\n    nextLabel\n    backLabel\n  }\n"): (typeof documents)["\n  fragment SurveyParts on FormSurvey {\n    id\n    title\n    description\n    questions {\n      key\n      kind\n      text\n      description\n      isRequired\n      options {\n        key\n        label\n      }\n      allowsOther\n      otherLabel\n      rows {\n        key\n        label\n      }\n      lowLabel\n      highLabel\n      maximumLength\n      page\n      branches {\n        minimumScore\n        maximumScore\n        anyOption\n        goTo\n      }\n    }\n    submitLabel\n    nextLabel\n    backLabel\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SubmitSurvey($input: SubmitSurveyInput!) {\n    submitSurvey(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on InvalidInput {\n        problems {\n          path\n          message\n        }\n      }\n      ... on SurveySubmitted {\n        couponCode\n        thankYou {\n          ...ThankYouParts\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SubmitSurvey($input: SubmitSurveyInput!) {\n    submitSurvey(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on InvalidInput {\n        problems {\n          path\n          message\n        }\n      }\n      ... on SurveySubmitted {\n        couponCode\n        thankYou {\n          ...ThankYouParts\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SaveSurveyProgress($input: SaveSurveyProgressInput!) {\n    saveSurveyProgress(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on SurveyProgress {\n        resumeToken\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SaveSurveyProgress($input: SaveSurveyProgressInput!) {\n    saveSurveyProgress(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on SurveyProgress {\n        resumeToken\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SurveyProgress($resumeToken: String!) {\n    surveyProgress(resumeToken: $resumeToken) {\n      nextQuestion\n      answers {\n        question\n        score\n        text\n        options\n        other\n        rows {\n          row\n          option\n        }\n        flag\n      }\n    }\n  }\n"): (typeof documents)["\n  query SurveyProgress($resumeToken: String!) {\n    surveyProgress(resumeToken: $resumeToken) {\n      nextQuestion\n      answers {\n        question\n        score\n        text\n        options\n        other\n        rows {\n          row\n          option\n        }\n        flag\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PopupBannerParts on PopupBanner {\n    title\n    text\n    image {\n      ...ImageParts\n    }\n    link {\n      ...LinkParts\n    }\n    buttons {\n      ...ButtonParts\n    }\n    countdown {\n      ...CountdownParts\n    }\n    hasOverlay\n    position {\n      ...PositionParts\n    }\n    teaser {\n      ...TeaserParts\n    }\n    colours {\n      ...ColourParts\n    }\n  }\n"): (typeof documents)["\n  fragment PopupBannerParts on PopupBanner {\n    title\n    text\n    image {\n      ...ImageParts\n    }\n    link {\n      ...LinkParts\n    }\n    buttons {\n      ...ButtonParts\n    }\n    countdown {\n      ...CountdownParts\n    }\n    hasOverlay\n    position {\n      ...PositionParts\n    }\n    teaser {\n      ...TeaserParts\n    }\n    colours {\n      ...ColourParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TrackEvents($input: TrackEventsInput!) {\n    trackEvents(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on InvalidInput {\n        problems {\n          path\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation TrackEvents($input: TrackEventsInput!) {\n    trackEvents(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on InvalidInput {\n        problems {\n          path\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RecordInteractions($input: RecordInteractionsInput!) {\n    recordInteractions(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on InvalidInput {\n        problems {\n          path\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RecordInteractions($input: RecordInteractionsInput!) {\n    recordInteractions(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on InvalidInput {\n        problems {\n          path\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LinkParts on Link {\n    url\n    opensNewTab\n  }\n"): (typeof documents)["\n  fragment LinkParts on Link {\n    url\n    opensNewTab\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ImageParts on Image {\n    url\n    alternativeText\n    isDecorative\n    width\n    height\n    sources {\n      url\n      width\n    }\n  }\n"): (typeof documents)["\n  fragment ImageParts on Image {\n    url\n    alternativeText\n    isDecorative\n    width\n    height\n    sources {\n      url\n      width\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ButtonParts on Button {\n    label\n    action\n    link {\n      ...LinkParts\n    }\n  }\n"): (typeof documents)["\n  fragment ButtonParts on Button {\n    label\n    action\n    link {\n      ...LinkParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CountdownParts on Countdown {\n    label\n    endsAt\n    secondsFromFirstDisplay\n    whenOver\n    overText\n  }\n"): (typeof documents)["\n  fragment CountdownParts on Countdown {\n    label\n    endsAt\n    secondsFromFirstDisplay\n    whenOver\n    overText\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ColourParts on Colours {\n    text\n    background\n    buttonText\n    buttonBackground\n  }\n"): (typeof documents)["\n  fragment ColourParts on Colours {\n    text\n    background\n    buttonText\n    buttonBackground\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PositionParts on Position {\n    vertical\n    horizontal\n  }\n"): (typeof documents)["\n  fragment PositionParts on Position {\n    vertical\n    horizontal\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ThankYouParts on ThankYou {\n    text\n    closesAfterSeconds\n    buttons {\n      ...ButtonParts\n    }\n  }\n"): (typeof documents)["\n  fragment ThankYouParts on ThankYou {\n    text\n    closesAfterSeconds\n    buttons {\n      ...ButtonParts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment DisplayParts on Display {\n    triggers {\n      ...TriggerParts\n    }\n    deviceTriggers {\n      device\n      triggers {\n        ...TriggerParts\n      }\n    }\n    closing {\n      hasButton\n      onOverlayClick\n      onEscape\n      afterSeconds\n    }\n    animation {\n      entrance\n      milliseconds\n    }\n    size\n    theme\n  }\n"): (typeof documents)["\n  fragment DisplayParts on Display {\n    triggers {\n      ...TriggerParts\n    }\n    deviceTriggers {\n      device\n      triggers {\n        ...TriggerParts\n      }\n    }\n    closing {\n      hasButton\n      onOverlayClick\n      onEscape\n      afterSeconds\n    }\n    animation {\n      entrance\n      milliseconds\n    }\n    size\n    theme\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TriggerParts on Trigger {\n    kind\n    delaySeconds\n    scrollPercent\n    inactivitySeconds\n    selector\n    eventName\n    pageCount\n    acrossPages\n  }\n"): (typeof documents)["\n  fragment TriggerParts on Trigger {\n    kind\n    delaySeconds\n    scrollPercent\n    inactivitySeconds\n    selector\n    eventName\n    pageCount\n    acrossPages\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConfirmEmail($input: ConfirmEmailInput!) {\n    confirmEmail(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on EmailCaptured {\n        couponCode\n        thankYou {\n          ...ThankYouParts\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ConfirmEmail($input: ConfirmEmailInput!) {\n    confirmEmail(input: $input) {\n      ... on UserError {\n        message\n      }\n      ... on EmailCaptured {\n        couponCode\n        thankYou {\n          ...ThankYouParts\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OfferList($visitorId: ID!, $locale: String) {\n    eligibleCampaigns(visitorId: $visitorId, locale: $locale, page: { type: HOME }) {\n      decisionId\n      campaign {\n        id\n        locale\n        ...OfferLine\n      }\n    }\n  }\n"): (typeof documents)["\n  query OfferList($visitorId: ID!, $locale: String) {\n    eligibleCampaigns(visitorId: $visitorId, locale: $locale, page: { type: HOME }) {\n      decisionId\n      campaign {\n        id\n        locale\n        ...OfferLine\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OfferLine on Campaign {\n    ... on HeroBanner {\n      heading\n    }\n    ... on PopupBanner {\n      title\n    }\n    ... on EmailCollection {\n      title\n    }\n    ... on FormSurvey {\n      title\n    }\n    ... on NotificationBar {\n      messages {\n        text\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment OfferLine on Campaign {\n    ... on HeroBanner {\n      heading\n    }\n    ... on PopupBanner {\n      title\n    }\n    ... on EmailCollection {\n      title\n    }\n    ... on FormSurvey {\n      title\n    }\n    ... on NotificationBar {\n      messages {\n        text\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;