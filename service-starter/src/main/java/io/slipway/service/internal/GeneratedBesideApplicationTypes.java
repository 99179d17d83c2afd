package io.slipway.service.internal;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragments;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragmentsDecorator;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.javapoet.ClassName;

/**
 * Puts the code that Spring generates ahead of time for a bean of an application's type into that type's package:
 * client interfaces and settings records are seldom public.
 */
final class GeneratedBesideApplicationTypes implements BeanRegistrationAotProcessor {

    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
        Object type = bean.getMergedBeanDefinition().getAttribute(ApplicationTypes.ATTRIBUTE);
        return type instanceof Class<?>
                ? BeanRegistrationAotContribution.withCustomCodeFragments(code -> new Beside(code, (Class<?>) type))
                : null;
    }

    private static final class Beside extends BeanRegistrationCodeFragmentsDecorator {

        private final Class<?> type;

        Beside(BeanRegistrationCodeFragments code, Class<?> type) {
            super(code);
            this.type = type;
        }

        @Override
        public ClassName getTarget(RegisteredBean bean) {
            return ClassName.get(type);
        }
    }
}
