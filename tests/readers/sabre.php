<?php
// Reads calendar files with sabre/vobject (Nextcloud's and ownCloud's engine, Debian:
// php-sabre-vobject): files as JSON on standard input, what it sees as JSON on standard output. It
// takes offsets from PHP, by the name of the zone, and breaks off at a line that it cannot read. Its
// validator is not asked: in version 2, which Debian has, that of whole calendars is commented out.

// Debian's version was written for an older PHP.
error_reporting(E_ALL & ~E_DEPRECATED);
require '/usr/share/php/Sabre/VObject/autoload.php';

function moment($property)
{
    $time = $property->getDateTime();
    if (!$property->hasTime()) {
        return $time->format('Y-m-d');
    }
    $utc = clone $time;
    $utc->setTimezone(new DateTimeZone('UTC'));
    return $utc->format('Y-m-d\TH:i:s\Z');
}

// Version 2 leaves the escapes of a text, but for line breaks, to whoever asks for it.
function text($property)
{
    return preg_replace('/\\\\([\\\\;,])/', '$1', (string) $property);
}

$seen = [];
foreach (json_decode(stream_get_contents(STDIN), true) as $name => $text) {
    $calendar = Sabre\VObject\Reader::read($text);
    $days = [];
    foreach ($calendar->select('VEVENT') as $event) {
        $all_day = !$event->DTSTART->hasTime();
        $days[] = [
            'uid' => (string) $event->UID,
            'summary' => text($event->SUMMARY),
            'start' => moment($event->DTSTART),
            'end' => moment($event->DTEND),
            'all_day' => $all_day,
            'zone' => $all_day ? null : $event->DTSTART->getDateTime()->getTimezone()->getName(),
            'status' => (string) $event->STATUS,
            'sequence' => (int) (string) $event->SEQUENCE,
        ];
    }
    $seen[$name] = ['days' => $days];
}
echo json_encode($seen ?: new stdClass(), JSON_THROW_ON_ERROR);
