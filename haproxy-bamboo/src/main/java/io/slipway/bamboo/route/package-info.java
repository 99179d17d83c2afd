/** Names requests and how they are to be treated, in words that are checked once. */
@NullMarked
package io.slipway.bamboo.route;

import org.jspecify.annotations.NullMarked;
