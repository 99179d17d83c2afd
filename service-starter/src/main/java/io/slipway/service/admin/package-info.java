/** Shows people what the service is, how it is configured and what it measured. */
@NullMarked
package io.slipway.service.admin;

import org.jspecify.annotations.NullMarked;
