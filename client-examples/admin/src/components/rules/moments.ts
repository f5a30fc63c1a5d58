import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);
dayjs.extend(timezone);

const LOCAL = 'YYYY-MM-DDTHH:mm';

/** A moment as an input of type `datetime-local` has it, in the store's time zone. */
export function toLocal(moment: string, timeZone: string): string {
  const read = dayjs.utc(moment);
  return moment && read.isValid() ? read.tz(timeZone).format(LOCAL) : '';
}

export function fromLocal(local: string, timeZone: string): string {
  return local ? dayjs.tz(local, timeZone).toISOString() : '';
}
