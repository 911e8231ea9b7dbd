package dev.breakwater.scripts.bench;

import java.util.List;
import java.util.function.Function;

/**
 * One contestant.
 *
 * @param text a line for the table's legend
 * @param work what it does with the records
 * @param mainClass the main of its process
 * @param arguments of the main, for one run
 */
record Row(
    String name,
    String text,
    Expected.Work work,
    Class<?> mainClass,
    Function<Launch, List<String>> arguments) {}
