/**
 * Records become events: read as CloudEvents or mapped from plain JSON, and checked.
 *
 * <p>Input: {@link dev.breakwater.operators.event.RawRecord}s. Output: for each record exactly one
 * {@link dev.breakwater.operators.event.Outcome}, in the same order: an event around the untouched
 * record, or a dead letter. No state, so nothing to restore. No record makes it fail: what is wrong
 * with the data is a dead letter, and so is a fault of this code ({@code poison}). The payload is
 * never changed; of events in binary mode it is not even looked at unless there are rules for it.
 *
 * <table>
 * <caption>What becomes of doubtful records. The order of the rows is that of the checks.</caption>
 * <tr><th>record</th><th>outcome</th></tr>
 * <tr><td>more headers than {@code decode.max-headers}, or a value larger than {@code
 *     sink.max-record-size}</td><td>oversized; the value is not looked at</td></tr>
 * <tr><td>a batch of CloudEvents ({@code application/cloudevents-batch+json})</td><td>invalid: one
 *     record would be several</td></tr>
 * <tr><td>no CloudEvent although {@code decode.format} says so, or no CloudEvent and no
 *     mapping</td><td>invalid</td></tr>
 * <tr><td>plain JSON with a null value (a tombstone), an empty one or only white
 *     space</td><td>malformed</td></tr>
 * <tr><td>not UTF-8 (also: UTF-16, overlong forms, encoded surrogates), or with a byte order
 *     mark</td><td>malformed</td></tr>
 * <tr><td>not JSON: cut off, text after the end, comments, single quotes, control characters in
 *     strings, {@code NaN}, {@code Infinity}, {@code 01}, {@code +1}, {@code .5}</td>
 *     <td>malformed</td></tr>
 * <tr><td>the same name twice in one object, at any depth, escapes resolved</td>
 *     <td>malformed</td></tr>
 * <tr><td>nested deeper than {@code decode.max-depth}</td><td>malformed</td></tr>
 * <tr><td>a name of more than 1,024 bytes</td><td>malformed</td></tr>
 * <tr><td>any JSON value, not only an object, if the mapping and the rules find what they need</td>
 *     <td>accepted</td></tr>
 * <tr><td>numbers of any size and precision: {@code 1e400}, 100 digits</td><td>accepted, but an
 *     {@code integer} has neither point nor exponent and fits into 64 bits with sign; under a
 *     schema a number has at most 1,000 characters and is in the range of doubles, else
 *     invalid</td></tr>
 * <tr><td>a required value missing or null, a value of the wrong type, an impossible date; more
 *     than one: the first three are named</td><td>invalid</td></tr>
 * <tr><td>a violation of the schema</td><td>invalid</td></tr>
 * <tr><td>a mapped id, source or type that is missing, null, empty, or neither a string nor an
 *     integer (which is taken as it is written); a mapped subject that is neither (missing, null or
 *     empty: no subject)</td><td>invalid</td></tr>
 * <tr><td>a mapped time that is missing or not of its format</td><td>invalid</td></tr>
 * <tr><td>an id longer than {@code decode.max-id-size}; attributes with control characters,
 *     noncharacters or half a surrogate pair</td><td>invalid</td></tr>
 * <tr><td>a time more than {@code decode.max-future} ahead of the clock; it is the record's where
 *     the event has none</td><td>invalid</td></tr>
 * <tr><td>what would be written is larger than {@code sink.max-record-size}</td>
 *     <td>oversized</td></tr>
 * <tr><td>a null key</td><td>accepted: the key on output is the subject, else the id</td></tr>
 * </table>
 *
 * <p>Rules for payloads hold for plain JSON and for CloudEvents whose content type is JSON or not
 * said; other payloads pass. An event without a payload is invalid if anything is required or there
 * is a schema. How CloudEvents themselves are read is told by {@link
 * dev.breakwater.operators.event.CloudEvents}.
 *
 * <p>Messages of dead letters tell place and kind, never the value.
 */
@NullMarked
package dev.breakwater.operators.decode;

import org.jspecify.annotations.NullMarked;
