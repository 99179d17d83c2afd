package io.slipway.service.internal;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Finds the application's own types that carry an annotation: in the package of its main class and below. */
public final class ApplicationTypes extends ClassPathScanningCandidateComponentProvider {

    /** The attribute of a bean definition that names the application's type it is made for: a {@code Class}. */
    public static final String ATTRIBUTE = ApplicationTypes.class.getName();

    private final BeanFactory beans;

    public ApplicationTypes(BeanFactory beans, Environment environment, ResourceLoader resources) {
        super(false, environment);
        this.beans = beans;
        setResourceLoader(resources);
    }

    /** Returns them sorted by name, each once. */
    public List<Class<?>> annotatedWith(Class<? extends Annotation> annotation) {
        if (!AutoConfigurationPackages.has(beans)) {
            return List.of();
        }
        resetFilters(false);
        addIncludeFilter(new AnnotationTypeFilter(annotation, false));
        return AutoConfigurationPackages.get(beans).stream()
                .flatMap(base -> findCandidateComponents(base).stream())
                .map(BeanDefinition::getBeanClassName)
                .flatMap(Stream::ofNullable)
                .distinct()
                .sorted()
                .<Class<?>>map(name ->
                        ClassUtils.resolveClassName(name, getResourceLoader().getClassLoader()))
                .toList();
    }

    /** Interfaces too, which are no candidates for Spring's own scanning. */
    @Override
    protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
        return definition.getMetadata().isIndependent();
    }
}
