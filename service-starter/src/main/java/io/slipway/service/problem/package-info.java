/** Says what was wrong with a request, as RFC 9457 problem details. */
@NullMarked
package io.slipway.service.problem;

import org.jspecify.annotations.NullMarked;
