/** Requests as bytes, with the places of numbers that are overwritten for each callback, and the answer that lets all pass. */
export const APP = '1400000000';
/** Digits of the number in an account. */
export const WIDTH = 8;

/** Text with places to be overwritten, as bytes. */
function draft() {
  const parts = [];
  let at = 0;
  const text = (words) => {
    const bytes = Buffer.from(words);
    parts.push(bytes);
    at += bytes.length;
  };
  const place = (width) => {
    const start = at;
    text('0'.repeat(width));
    return start;
  };
  return { text, place, bytes: () => Buffer.concat(parts) };
}

const account = (out, prefix) => {
  out.text(`"${prefix}_`);
  const place = out.place(WIDTH);
  out.text('"');
  return place;
};

function bodyOf({ from, items }) {
  const out = draft();
  out.text('{"CallbackCommand":"Sns.CallbackPrevFriendResponse","Requester_Account":');
  const fromPlaces = [account(out, from)];
  out.text(',"From_Account":');
  fromPlaces.push(account(out, from));
  out.text(',"ResponseFriendItem":[');
  const toPlaces = items.map(({ to, remark, action }, index) => {
    out.text(`${index === 0 ? '' : ','}{"To_Account":`);
    const place = account(out, to);
    out.text(`,"Remark":${JSON.stringify(remark)},"TagName":"colleagues","ResponseAction":"${action}"}`);
    return place;
  });
  out.text('],"EventTime":');
  const eventTime = out.place(13);
  out.text('}');
  return { bytes: out.bytes(), fromPlaces, toPlaces, eventTime };
}

function headOf(length, platform) {
  const out = draft();
  out.text('POST /callback?CallbackCommand=Sns.CallbackPrevFriendResponse&ClientIP=10');
  const address = [0, 1, 2].map(() => {
    out.text('.1');
    return out.place(2);
  });
  out.text(`&OptPlatform=${platform}&RequestTime=`);
  const requestTime = out.place(10);
  out.text(`&SdkAppid=${APP}&Sign=`);
  const sign = out.place(64);
  out.text('&contenttype=json HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n');
  out.text(`Content-Length: ${length}\r\n\r\n`);
  return { bytes: out.bytes(), address, requestTime, sign };
}

/** The answer that lets everything pass, as friendgate writes it: what is equal to it need not be parsed. */
function passingAnswer(items) {
  const out = draft();
  out.text('{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"","ResultItem":[');
  const places = items.map(({ to }, index) => {
    out.text(`${index === 0 ? '' : ','}{"To_Account":`);
    const place = account(out, to);
    out.text(',"ResultCode":0,"ResultInfo":""}');
    return place;
  });
  out.text(']}');
  return { bytes: out.bytes(), places };
}

export function templateOf(kind, platform, { from = 'user', items, codes = null }) {
  const body = bodyOf({ from, items });
  const head = headOf(body.bytes.length, platform);
  const shifted = (place) => place + head.bytes.length;
  const expected = codes ?? items.map(() => 0);
  return {
    kind,
    bytes: Buffer.concat([head.bytes, body.bytes]),
    address: head.address,
    requestTime: head.requestTime,
    sign: head.sign,
    from: body.fromPlaces.map(shifted),
    to: body.toPlaces.map(shifted),
    eventTime: shifted(body.eventTime),
    prefixes: items.map(({ to }) => to),
    /** By item; `null` where it depends on what was sent before. */
    codes: expected,
    passing: expected.every((code) => code === 0) ? passingAnswer(items) : null,
  };
}

export function writeNumber(bytes, place, number, width) {
  let rest = number;
  for (let at = place + width - 1; at >= place; at -= 1) {
    bytes[at] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}
