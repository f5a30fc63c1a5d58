import { cookies, headers } from 'next/headers';
import { defaultHero, heroFor } from '@/segue/campaigns';
import { deviceOf } from '@/segue/request';
import { VISITOR_COOKIE } from '@/segue/visitor-cookie';
import { Claimed } from './claimed';
import { Hero, ShopHero } from './hero';

/** The visitor's hero, else the default creative, else the shop's own. */
export async function HeroSlot() {
  const visitorId = (await cookies()).get(VISITOR_COOKIE)?.value;
  const device = deviceOf(await headers());
  const [offer, hero] = await Promise.all([
    visitorId === undefined ? null : heroFor(visitorId, { type: 'HOME', device }),
    defaultHero(),
  ]);
  const standIn = hero ? <Hero hero={hero} /> : <ShopHero />;
  if (offer === null) return standIn;
  return (
    <Claimed decisionId={offer.decisionId} standIn={standIn}>
      {offer.control ? standIn : <Hero hero={offer.campaign} />}
    </Claimed>
  );
}
