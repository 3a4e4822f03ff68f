package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import picocli.CommandLine.Model.OptionSpec;

/** Each option of the program has a test of what it does, beside that of what it is read as ({@link OptionTableTest}). */
class EffectsTest {
    @Test
    void everyOptionHasATestOfItsEffect() {
        List<Method> tests = ReflectionSupport.findAllClassesInPackage("org.bactrian.cli", type -> true, name -> name.matches(".*(Test|IT)")).stream()
                .flatMap(type -> AnnotationSupport.findAnnotatedMethods(type, EffectOf.class, HierarchyTraversalMode.TOP_DOWN).stream()).toList();
        assertThat(tests).allMatch(test -> AnnotationSupport.isAnnotated(test, Testable.class));
        Set<String> tried = new TreeSet<>();
        tests.forEach(test -> tried.addAll(List.of(test.getAnnotation(EffectOf.class).value())));
        Set<String> untried = new TreeSet<>();
        for (OptionSpec option : new Model().spec().options()) {
            if (Stream.of(option.names()).noneMatch(tried::contains)) {
                untried.add(option.longestName());
            }
        }
        assertThat(untried).isEmpty();
        assertThat(new Model().spec().optionsMap().keySet()).containsAll(tried);
    }
}
