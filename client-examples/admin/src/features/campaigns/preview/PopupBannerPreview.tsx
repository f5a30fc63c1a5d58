import type { PopupBannerInput } from '~/gql/graphql';

import { Buttons, Clock, Picture, Words } from './pieces';
import classes from './preview.module.css';

export function PopupBannerPreview({ content, close }: { content: PopupBannerInput; close: () => void }) {
  return (
    <div className={classes.withPicture} data-picture={Boolean(content.image)}>
      {content.image && <Picture image={content.image} className={classes.sidePicture} />}
      <div className={classes.words}>
        <p className={classes.title}>
          <Words>{content.title}</Words>
        </p>
        {content.text && (
          <p className={classes.text}>
            <Words>{content.text}</Words>
          </p>
        )}
        <Clock countdown={content.countdown} />
        <Buttons buttons={content.buttons} close={close} />
      </div>
    </div>
  );
}
