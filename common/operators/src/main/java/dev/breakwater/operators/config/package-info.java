/**
 * Settings: what a job was told, from where, and what is said about it.
 *
 * <p><b>Input.</b> The value of an option comes from, later wins:
 *
 * <ol>
 *   <li>the default of its {@link org.apache.flink.configuration.ConfigOption};
 *   <li>{@code --config FILE}, a YAML mapping of keys to values. Keys may be nested, dotted or both
 *       ({@code kafka: {bootstrap.servers: …}}); none may occur twice. Values are taken as they are
 *       written ({@code 007} stays {@code 007}). A list is {@code [a, b]} or one entry per line. A
 *       heading with nothing below it is ignored, an option without a value is a problem;
 *   <li>{@code --key VALUE} or {@code --key=VALUE}, each key once. A value that starts with two
 *       dashes needs the second form; {@code --key} alone means true where the option is a boolean.
 *       A list is {@code "[a, b]"}, {@code a,b} or {@code "a;b"}, also in the file.
 * </ol>
 *
 * <p><b>Types</b> are Flink's, with two exceptions. A duration needs its unit: Flink reads a bare
 * {@code 7} as milliseconds, which is never what was meant. A list may be written with commas,
 * which Flink reads as one entry; an entry that holds a comma needs quotes, {@code ['a,b', c]}.
 *
 * <p><b>References.</b> In a value of the file or the arguments, <code>${NAME}</code> stands for an
 * environment variable, which must be set, and <code>${NAME:-default}</code> allows for the case
 * that it is not; what they stand for is not looked at again. A doubled dollar before the brace
 * makes it plain text. A value that begins with {@code file:} stands for the UTF-8 text in the file
 * of that absolute path, without the newline at its end, up to 1 MiB; {@code $file:} is a plain
 * {@code file:}. In a list they work per entry.
 *
 * <p><b>Secrets.</b> A value is a secret if {@link dev.breakwater.operators.config.Secrets} says so
 * of its key, or if any of it came from the environment or a file. Secrets appear as {@code ******}
 * in every message, plan and {@code toString}, and no exception from here has a cause that could
 * hold one. Text from a YAML file is never quoted when the file cannot be parsed.
 *
 * <p><b>Failure.</b> All problems are collected and thrown as one {@link
 * dev.breakwater.operators.config.ConfigException}, before anything runs. Only a file that cannot
 * be used at all is reported at once. An unknown key is a problem that names the nearest key.
 *
 * <p><b>Use.</b> A main asks {@link dev.breakwater.operators.config.Launch}; a feature has an
 * {@code XOptions} with its options and its {@link dev.breakwater.operators.config.OptionGroup},
 * and a record {@code XConfig} with {@code from(Settings)}, whose functions are given the record.
 * The command line also knows {@code --help}, {@code --version}, {@code --dry-run} and {@code
 * --local DIR}.
 *
 * <p>Kernel: imports no feature.
 */
@NullMarked
package dev.breakwater.operators.config;

import org.jspecify.annotations.NullMarked;
