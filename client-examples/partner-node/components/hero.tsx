import type { HeroPartsFragment } from '@/segue/generated/graphql';
import { CampaignLink } from './campaign-link';

/** A hero banner. It is the same on the server and in the browser: no clock, no chance, no window. */
export function Hero({ hero }: { hero: HeroPartsFragment }) {
  const { desktopImage, mobileImage, colours } = hero;
  const style = { color: colours.text ?? undefined, background: colours.background ?? undefined };
  const buttonStyle = {
    color: colours.buttonText ?? undefined,
    background: colours.buttonBackground ?? undefined,
  };
  return (
    <section className="hero" style={style}>
      <picture>
        {mobileImage && <source media="(max-width: 40rem)" srcSet={mobileImage.url} />}
        <img
          src={desktopImage.url}
          alt={desktopImage.alternativeText}
          width={desktopImage.width ?? undefined}
          height={desktopImage.height ?? undefined}
          fetchPriority="high"
        />
      </picture>
      <div className="hero-text">
        <h1>{hero.link ? <CampaignLink link={hero.link}>{hero.heading}</CampaignLink> : hero.heading}</h1>
        {hero.text && <p>{hero.text}</p>}
        {hero.buttons.map(
          ({ label, link }) =>
            link && (
              <CampaignLink key={label} link={link} className="button" style={buttonStyle}>
                {label}
              </CampaignLink>
            ),
        )}
      </div>
    </section>
  );
}

/** What stands in the slot when Segue has nothing for it, or is away. */
export function ShopHero() {
  return (
    <section className="hero">
      <div className="hero-text">
        <h1>Things for the house</h1>
        <p>Made to last, and to be given away.</p>
      </div>
    </section>
  );
}

/** Keeps the slot's place while the answer is under way: no words that would be gone a moment later. */
export function HeroPlace() {
  return <div className="hero" aria-busy />;
}
