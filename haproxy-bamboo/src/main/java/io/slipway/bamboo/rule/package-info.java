/** Holds what operators ordered: rules with an owner and a reason, versioned in the registry's key-value store. */
@NullMarked
package io.slipway.bamboo.rule;

import org.jspecify.annotations.NullMarked;
