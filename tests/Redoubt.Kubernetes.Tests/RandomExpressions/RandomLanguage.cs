using Redoubt.Admission.Compile;
using Redoubt.Cel;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Authorizer;
using Redoubt.Kubernetes.Libraries;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Kubernetes.Tests.RandomExpressions;

/// <summary>The language of a file of the suite: that of Kubernetes 1.37 for new expressions, with the variables that the file's expressions read.</summary>
internal sealed class RandomLanguage
{
    /// <summary>What one evaluation may cost in a server.</summary>
    private const long PerCallLimit = 1_000_000;

    private static readonly CelEnvironment Server = KubernetesEnvironments.For(37, ExpressionKind.New);

    private static readonly CelEnvironment Mutation =
        new CelEnvironmentBuilder(Server).Types(new MutationTypes()).Library(JsonPatchLibrary.Library).Build();

    private readonly CelEnvironment _environment;
    private readonly CelFrame _frame;

    private RandomLanguage(CelEnvironment language, params (string Name, CelType Type, CelValue Value)[] variables)
    {
        var builder = new CelEnvironmentBuilder(language).Symbols(TapeValues.Symbol);
        foreach (var (name, type, _) in variables)
        {
            builder.Variable(name, type);
        }

        _environment = builder.Build();
        _frame = new CelFrame(_environment);
        foreach (var (name, _, value) in variables)
        {
            _frame[name] = value;
        }
    }

    /// <param name="file">The file's name without its ending.</param>
    /// <param name="folder">The suite's folder.</param>
    public static RandomLanguage Of(string file, string folder) => file switch
    {
        "authorizer" => new(
            Server,
            ("authorizer", AuthorizerValue.AuthorizerType, AskedAuthorizer.Authorizer),
            ("authorizer.requestResource", ResourceCheckValue.ResourceCheckType, AskedAuthorizer.RequestResource)),
        "data" or "data-2" => new(Server, ("object", CelType.Dyn, Object(folder))),
        "mutation" => new(Mutation, ("object", CelType.Dyn, Object(folder))),
        _ => new(Server),
    };

    /// <summary>What Redoubt makes of an expression.</summary>
    public RandomRow Answer(string expression)
    {
        var result = _environment.Compile(expression);
        if (!result.IsValid)
        {
            return new RandomRow(expression, result.Problems[0].Stage == CelStage.Parse ? "parse-error" : "compile-error", "", "", null, 0, 0);
        }

        var estimate = result.Program.EstimateCost(static (_, _) => null);
        var recorder = new CelRecorder { Limit = PerCallLimit };
        _frame.Recorder = recorder;
        var value = result.Program.Evaluate(_frame);
        var answer = new RandomRow(expression, "error", result.Program.Type.ToString(), "", null, estimate.Min, estimate.Max);
        return value.IsData ? answer with { Result = "value", Value = ValueText.Of(value), Cost = recorder.Cost } : answer;
    }

    private static CelValue Object(string folder)
    {
        var document = DocumentReader.Read("object.yaml", File.ReadAllBytes(Path.Combine(folder, "object.yaml"))).Documents.Single();
        return new TapeValues(document.Root.Tape).Of(document.Root);
    }
}
