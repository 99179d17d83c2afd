package io.slipway.service.security;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Import;

/** Wires the same guard where the actuator has a port, and so a context with filters, of its own. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@Import(AdminSecurityAutoConfiguration.class)
final class ManagementPortSecurity {}
