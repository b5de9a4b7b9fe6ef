namespace Redoubt.Cel.Tests;

/// <summary>The one place where the tests call the library.</summary>
internal static class Language
{
    public static CelEnvironmentBuilder Builder()
    {
        var builder = new CelEnvironmentBuilder().Symbols(TestSource.Symbol);
        foreach (var library in CelLibraries.All)
        {
            builder.Library(library);
        }

        return builder;
    }

    public static CelEnvironment Standard { get; } = Builder().Build();

    public static CelProgram Compile(CelEnvironment environment, string text, CelOptions? options = null)
    {
        var result = environment.Compile(text, options ?? new CelOptions());
        Assert.True(result.IsValid, $"{text}: {string.Join("; ", result.Problems)}");
        return result.Program;
    }

    public static CelProblem Problem(CelEnvironment environment, string text)
    {
        var result = environment.Compile(text);
        Assert.False(result.IsValid, $"`{text}` compiles");
        return result.Problems[0];
    }

    public static CelValue Evaluate(string text) => Compile(Standard, text).Evaluate();

    /// <summary>The expression as it comes out of an image.</summary>
    public static CelProgram Load(CelEnvironment environment, string text)
    {
        var writer = new CelImageWriter();
        var number = writer.Add(environment, text, new CelOptions());
        var (plans, trees) = (new MemoryStream(), new MemoryStream());
        writer.WriteTo(plans, trees);
        return new CelImage(plans.ToArray(), () => trees.ToArray()).Load(environment, text, number);
    }

    /// <summary>The value with each variable plain and over a source, folded and not, checked and not, and out of an image: all must agree.</summary>
    public static CelValue Agree(CelEnvironment environment, string text, params (string Name, CelValue Value)[] variables)
    {
        var wanted = Compile(environment, text).Evaluate(variables);
        var either = new[] { true, false };
        foreach (var (check, fold, sourced) in either.SelectMany(check => either.SelectMany(fold => either.Select(sourced => (check, fold, sourced)))))
        {
            var bound = variables.Select(one => (one.Name, sourced ? TestSource.Wrap(one.Value) : one.Value));
            var value = Compile(environment, text, new CelOptions { Check = check, Fold = fold }).Evaluate(bound);
            if (wanted.Kind == CelKind.Error)
            {
                Assert.Equal(CelKind.Error, value.Kind);
            }
            else
            {
                Assert.Equal(wanted.ToString(), value.ToString());
            }
        }

        var loaded = Load(environment, text);
        Assert.Equal(Compile(environment, text).Print(), loaded.Print());
        Assert.Equal(wanted.ToString(), loaded.Evaluate(variables).ToString());
        return wanted;
    }
}
