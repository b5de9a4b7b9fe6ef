using Redoubt.Admission.CustomResources;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Schema;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Admission.Tests.KubernetesCel.Kinds;

/// <summary>An expression over several variables, each with a schema of its own.</summary>
internal sealed class SeveralSchemas : RowKind
{
    public override string Name => "several schemas";

    public override bool Takes(SuiteRow row) => row.Has("variables");

    public override string? Disagreement(SuiteRow row)
    {
        var builder = new CelEnvironmentBuilder(SuiteLanguages.OfServer(row)).Symbols(static name => Tape.Symbol(name));
        foreach (var variable in row["variables"].List())
        {
            var name = variable.Key.ToString();
            var type = DeclaredTypes.Of(Schema(variable), variable["resourceRoot"].IsTrue, name)!;
            builder.Types(new DeclaredTypeProvider(type, reservedAsFields: true)).Variable(name, type.Type);
        }

        var result = builder.Build().Compile(row.Expression);
        return Outcome.OfCompiling(row, result) ?? (result.IsValid ? Outcome.OfValue(row, Evaluate(row, result.Program)) : null);
    }

    private static CelValue Evaluate(SuiteRow row, CelProgram program)
    {
        var frame = new CelFrame(program.Environment);
        foreach (var variable in row["variables"].List())
        {
            var name = variable.Key.ToString();
            if (row["bindings"].TryGet(name, out var data))
            {
                frame[name] = new SchemaValues(data).Of(data, Schema(variable));
            }
        }

        return program.Evaluate(frame);
    }

    private static StructuralSchema Schema(Node variable)
    {
        var schema = StructuralReader.Read(variable["schema"]);
        return variable["resourceRoot"].IsTrue ? ResourceFields.AddedTo(schema) : schema;
    }
}
