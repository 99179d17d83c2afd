/** Says who may see the edge and who may change it. */
@NullMarked
package io.slipway.bamboo.access;

import org.jspecify.annotations.NullMarked;
