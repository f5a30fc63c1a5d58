import { useEffect, useState } from 'react';
import { useReducedMotion } from './browser';

/**
 * Which of several shows, one after the other. Stops while the visitor is at it, when told to, and from
 * the start for visitors who would rather see less motion.
 */
export function useRotation(count: number, seconds: number) {
  const wantsLessMotion = useReducedMotion();
  const [place, setPlace] = useState(0);
  const [wish, setWish] = useState<'pause' | 'play' | null>(null);
  const [isInUse, setInUse] = useState(false);
  const isPaused = wish === null ? wantsLessMotion : wish === 'pause';
  const isTurning = count > 1 && !isPaused && !isInUse;
  useEffect(() => {
    if (!isTurning) return;
    const timer = setInterval(() => setPlace((before) => before + 1), seconds * 1_000);
    return () => clearInterval(timer);
  }, [isTurning, seconds]);
  const use = () => setInUse(true);
  const rest = () => setInUse(false);
  return {
    current: count > 0 ? place % count : 0,
    turnTo: setPlace,
    isPaused,
    toggle: () => setWish(isPaused ? 'play' : 'pause'),
    whileInUse: { onPointerEnter: use, onPointerLeave: rest, onFocus: use, onBlur: rest },
  };
}
