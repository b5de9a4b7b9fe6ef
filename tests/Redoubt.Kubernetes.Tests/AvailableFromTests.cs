using Redoubt.Cel;

namespace Redoubt.Kubernetes.Tests;

/// <summary>What each version of Kubernetes can compile, and what is said of what it cannot.</summary>
public sealed class AvailableFromTests
{
    [Theory]
    [InlineData("isURL('/a')", 0)]
    [InlineData("'a1'.find('[0-9]')", 0)]
    [InlineData("[1, 2].indexOf(2)", 0)]
    [InlineData("'a'.charAt(0)", 0)]
    [InlineData("1 < 1.5", 28)]
    [InlineData("{'a': 1}.?a", 28)]
    [InlineData("[?optional.none()]", 28)]
    [InlineData("quantity('1')", 28)]
    [InlineData("'%s'.format(['a'])", 29)]
    [InlineData("sets.contains([1], [1])", 29)]
    [InlineData("ip('1.2.3.4')", 30)]
    [InlineData("cidr('1.2.3.4/8')", 30)]
    [InlineData("format.date()", 31)]
    [InlineData("[1].all(i, v, i < v)", 32)]
    [InlineData("semver('v1', true)", 33)]
    [InlineData("[2, 1].sort()", 34)]
    [InlineData("[1].includes(1)", 37)]
    public void An_expression_compiles_from_a_version_on(string expression, int version)
    {
        for (var minor = 23; minor <= KubernetesEnvironments.Newest; minor++)
        {
            Assert.Equal(minor >= version, KubernetesEnvironments.For(minor, ExpressionKind.New).Compile(expression).IsValid);
            Assert.True(KubernetesEnvironments.For(minor, ExpressionKind.Stored).Compile(expression).IsValid);
            Assert.Equal(minor > version || version == 0, KubernetesEnvironments.OfServer(minor, ExpressionKind.New).Compile(expression).IsValid);
            Assert.Equal(minor >= version, KubernetesEnvironments.OfServer(minor, ExpressionKind.Stored).Compile(expression).IsValid);
        }
    }

    [Theory]
    [InlineData("cel.bind(x, 1, x)")]
    [InlineData("math.greatest(1, 2)")]
    [InlineData("base64.encode(b'a')")]
    [InlineData("'abc'.reverse()")]
    [InlineData("jsonpatch.escapeKey('a')")]
    public void What_no_version_has_compiles_nowhere(string expression) =>
        Assert.False(KubernetesEnvironments.For(KubernetesEnvironments.Newest, ExpressionKind.Stored).Compile(expression).IsValid);

    [Theory]
    [InlineData("ip('1.2.3.4') == ip('::1')", 27, "it is available from Kubernetes 1.30, in new expressions from 1.31")]
    [InlineData("1 < 1.5", 27, "it is available from Kubernetes 1.28, in new expressions from 1.29")]
    [InlineData("{'a': 1}.?a.hasValue()", 27, "it is available from Kubernetes 1.28, in new expressions from 1.29")]
    [InlineData("{'a-b': 1}.`a-b`", 35, "it is available from Kubernetes 1.37")]
    [InlineData("[1].includes(1)", 36, "it is available from Kubernetes 1.37, in new expressions from 1.38")]
    public void What_comes_later_is_told_with_its_version(string expression, int minor, string help)
    {
        var environment = KubernetesEnvironments.OfServer(minor + 1, ExpressionKind.New);
        var problems = AvailableFrom.Explain(environment, expression, new CelOptions(), environment.Compile(expression).Problems);
        Assert.All(problems, problem => Assert.Equal(help, problem.Help));
        Assert.NotEmpty(problems);
    }

    [Fact]
    public void What_never_comes_keeps_its_own_help()
    {
        var environment = KubernetesEnvironments.For(30, ExpressionKind.New);
        var problems = AvailableFrom.Explain(environment, "'a'.startWith('a')", new CelOptions(), environment.Compile("'a'.startWith('a')").Problems);
        Assert.DoesNotContain("available", Assert.Single(problems).ToString());
    }

    [Theory]
    [InlineData("[1, dyn('a')]", 29, "expected type 'int' but found 'dyn'")]
    [InlineData("[1, 'a']", 0, "expected type 'int' but found 'string'")]
    [InlineData("{'a': 1, 2: 3}", 0, "expected type 'string' but found 'int'")]
    [InlineData("'a'.find('(') == ''", 0, "error parsing regexp: missing closing ): `(`")]
    public void Constants_are_checked_from_a_version_on(string expression, int version, string reference)
    {
        var before = KubernetesEnvironments.For(28, ExpressionKind.New).Compile(expression);
        Assert.Equal(version > 28, before.IsValid);
        var after = KubernetesEnvironments.For(29, ExpressionKind.New).Compile(expression);
        Assert.Equal(reference, Assert.Single(after.Problems).Reference);
    }

    [Theory]
    [InlineData("duration('1x')", "type conversion error from 'string' to 'google.protobuf.Duration'", "invalid duration argument")]
    [InlineData("timestamp('a')", "type conversion error from 'string' to 'google.protobuf.Timestamp'", "invalid timestamp argument")]
    [InlineData("'a'.matches('(')", "error parsing regexp: missing closing ): `(`", "invalid matches argument")]
    public void What_cannot_be_made_of_a_constant_is_found_by_the_checker_from_a_version_on(string expression, string made, string found)
    {
        var before = Assert.Single(KubernetesEnvironments.For(28, ExpressionKind.New).Compile(expression).Problems);
        Assert.Equal((CelStage.Plan, made), (before.Stage, before.Reference));
        var after = Assert.Single(KubernetesEnvironments.For(29, ExpressionKind.New).Compile(expression).Problems);
        Assert.Equal((CelStage.Check, found), (after.Stage, after.Reference));
    }

    [Theory]
    [InlineData("uint(-10)", "unsigned integer overflow")]
    [InlineData("false ? int('kK') : 1", "type conversion error from 'string' to 'int'")]
    [InlineData("double(dyn('x'))", "type conversion error from 'string' to 'double'")]
    [InlineData("'a'.matches(dyn('('))", "error parsing regexp: missing closing ): `(`")]
    [InlineData("'a'.find(dyn('('))", "error parsing regexp: missing closing ): `(`")]
    [InlineData("{'a': 1}[dyn(null)]", "invalid qualifier type: null_type")]
    public void A_constant_of_which_no_program_can_be_made_is_refused(string expression, string reference)
    {
        var problem = Assert.Single(KubernetesEnvironments.For(37, ExpressionKind.New).Compile(expression).Problems);
        Assert.Equal((CelStage.Plan, reference), (problem.Stage, problem.Reference));
    }

    [Theory]
    [InlineData("'%d'.format(['a'])", "error during formatting: decimal clause can only be used on integers, was given string")]
    [InlineData("'%f'.format([1])", "error during formatting: fixed-point clause can only be used on doubles, was given int")]
    [InlineData("'%s'.format([quantity('1')])",
        "error during formatting: string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps, was given kubernetes.Quantity")]
    [InlineData("'%x'.format([1.5])", "error during formatting: only integers, byte buffers, and strings can be formatted as hex, was given double")]
    [InlineData("'%s %s'.format(['a'])", "error during formatting: index 1 out of range")]
    [InlineData("'%s'.format(['a', 'b'])", "too many arguments supplied to string.format (expected 1, got 2)")]
    [InlineData("'%z'.format(['a'])", "error during formatting: could not parse formatting clause: unrecognized formatting clause \"z\"")]
    public void A_constant_format_must_fit(string expression, string reference) =>
        Assert.Equal(reference, Assert.Single(KubernetesEnvironments.For(29, ExpressionKind.New).Compile(expression).Problems).Reference);

    [Theory]
    [InlineData("'%% %.2f %s %d %x'.format([1.0, [1, 'a'], dyn('x'), b'a'])")]
    [InlineData("'%f %b %o %X'.format(['NaN', true, 8u, 'hi'])")]
    [InlineData("'%s'.format([{'a': [1, 2.0, null]}])")]
    [InlineData("dyn('%d').format(['a'])")]
    public void A_format_that_fits_or_is_not_constant_compiles(string expression) =>
        Assert.True(KubernetesEnvironments.For(29, ExpressionKind.New).Compile(expression).IsValid);

    [Fact]
    public void A_chain_of_250_comparisons_is_the_longest()
    {
        var environment = KubernetesEnvironments.For(KubernetesEnvironments.Newest, ExpressionKind.Stored);
        Assert.True(environment.Compile(string.Join(" == ", Enumerable.Repeat("true", 250))).IsValid);
        var problem = Assert.Single(environment.Compile(string.Join(" == ", Enumerable.Repeat("true", 251))).Problems);
        Assert.Equal("max recursion depth exceeded", problem.Reference);
    }

    [Fact]
    public void Names_in_backticks_came_with_the_server_and_not_with_a_version_of_expressions()
    {
        Assert.True(KubernetesEnvironments.OfServer(37, ExpressionKind.New).Compile("{'a-b': 1}.`a-b`").IsValid);
        Assert.False(KubernetesEnvironments.OfServer(36, ExpressionKind.New).Compile("{'a-b': 1}.`a-b`").IsValid);
    }
}
