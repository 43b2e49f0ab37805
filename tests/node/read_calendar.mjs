// Reads a calendar file from standard input and prints as JSON what two independent readers see
// in it. ical.js is Thunderbird's engine and takes offsets from the file's own VTIMEZONE; node-ical
// goes by the name of the zone. With the argument "files" it takes many, as JSON by name.

import { text } from 'node:stream/consumers';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';

const pad = (number) => String(number).padStart(2, '0');
const day = (date) => [date.getFullYear(), pad(date.getMonth() + 1), pad(date.getDate())].join('-');
const instant = (date) => date.toISOString().replace('.000Z', 'Z');

function withIcalJs(ics) {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  const moment = (time) =>
    time.isDate ? time.toString() : instant(new Date(time.toUnixTime() * 1000));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      location: event.location,
      start: moment(event.startDate),
      end: moment(event.endDate),
      allDay: event.startDate.isDate,
      zone: event.startDate.isDate ? null : event.startDate.zone.tzid,
      status: component.getFirstPropertyValue('status'),
      sequence: event.sequence,
      categories: component.getFirstProperty('categories')?.getValues() ?? [],
      conference: component.getFirstPropertyValue('conference'),
    };
  });
}

function withNodeIcal(ics) {
  const value = (property) => property?.val ?? property ?? null;
  return Object.values(nodeIcal.sync.parseICS(ics))
    .filter((component) => component.type === 'VEVENT')
    .map((event) => {
      const allDay = event.datetype === 'date';
      return {
        uid: event.uid,
        summary: value(event.summary),
        description: value(event.description),
        location: value(event.location),
        start: allDay ? day(event.start) : instant(event.start),
        end: allDay ? day(event.end) : instant(event.end),
        allDay,
        zone: allDay ? null : event.start.tz,
        status: event.status,
        sequence: Number(event.sequence),
      };
    });
}

const both = (ics) => ({ 'ical.js': withIcalJs(ics), 'node-ical': withNodeIcal(ics) });

const input = await text(process.stdin);
const answer =
  process.argv[2] === 'files'
    ? Object.fromEntries(Object.entries(JSON.parse(input)).map(([name, ics]) => [name, both(ics)]))
    : both(input);
console.log(JSON.stringify(answer));
