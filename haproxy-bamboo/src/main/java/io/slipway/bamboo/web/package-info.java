/** Shows what the edge routes and why, as JSON and as a page. */
@NullMarked
package io.slipway.bamboo.web;

import org.jspecify.annotations.NullMarked;
