/**
 * Pages of HTML and charts as SVG that need nothing from outside: no script, no style sheet, no
 * request. What is put into them is escaped.
 */
@NullMarked
package dev.breakwater.scripts.page;

import org.jspecify.annotations.NullMarked;
