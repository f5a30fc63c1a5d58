import type { HeroBannerInput } from '~/gql/graphql';

import { colourVariables } from './CampaignInWindow';
import { Buttons, Clock, Picture, Words } from './pieces';
import classes from './preview.module.css';

export function HeroBannerPreview({ content, isDesktop }: { content: HeroBannerInput; isDesktop: boolean }) {
  const image = (isDesktop ? undefined : content.mobileImage) ?? content.desktopImage;
  return (
    <div className={classes.hero} style={colourVariables(content.colours)}>
      <Picture image={image} className={classes.heroPicture} />
      <div className={classes.heroWords}>
        <p className={classes.heroTitle}>
          <Words>{content.heading}</Words>
        </p>
        {content.text && (
          <p className={classes.text}>
            <Words>{content.text}</Words>
          </p>
        )}
        <Clock countdown={content.countdown} />
        <Buttons buttons={content.buttons} close={() => undefined} />
      </div>
    </div>
  );
}
