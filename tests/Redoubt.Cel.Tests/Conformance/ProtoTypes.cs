namespace Redoubt.Cel.Tests.Conformance;

/// <summary>Reads <c>cel.expr.Type</c> and <c>cel.expr.Decl</c>.</summary>
internal static class ProtoTypes
{
    internal static CelType Read(ProtoMessage type)
    {
        var (kind, field) = type.Fields[0];
        return kind switch
        {
            "dyn" => CelType.Dyn,
            "null" => CelType.Null,
            "error" => CelType.Error,
            "primitive" => Primitive(field.Text),
            "wrapper" => CelType.Wrapper(Primitive(field.Text)),
            "well_known" => WellKnown(field.Text),
            "list_type" => CelType.List(Part(field, "elem_type")),
            "map_type" => CelType.Map(Part(field, "key_type"), Part(field, "value_type")),
            "type" => field.Message!.Fields.Count == 0 ? CelType.AnyType : CelType.TypeOf(Read(field.Message)),
            "type_param" => CelType.Parameter(field.Text),
            "message_type" => Message(field.Text),
            "abstract_type" => CelType.Opaque(
                field.Message!.Text("name"),
                [.. field.Message.All("parameter_types").Select(one => Read(one.Message!))]),
            _ => throw new FormatException($"type `{kind}`"),
        };
    }

    private static CelType Part(ProtoField field, string name) =>
        field.Message!.Find(name)?.Message is { Fields.Count: > 0 } part ? Read(part) : CelType.Dyn;

    private static CelType Primitive(string name) => name switch
    {
        "BOOL" or "1" => CelType.Bool,
        "INT64" or "2" => CelType.Int,
        "UINT64" or "3" => CelType.Uint,
        "DOUBLE" or "4" => CelType.Double,
        "STRING" or "5" => CelType.String,
        "BYTES" or "6" => CelType.Bytes,
        _ => throw new FormatException($"primitive `{name}`"),
    };

    private static CelType WellKnown(string name) => name switch
    {
        "TIMESTAMP" or "2" => CelType.Timestamp,
        "DURATION" or "3" => CelType.Duration,
        _ => throw new FormatException($"well-known type `{name}`"),
    };

    private static CelType Message(string name) => name switch
    {
        "google.protobuf.Timestamp" => CelType.Timestamp,
        "google.protobuf.Duration" => CelType.Duration,
        _ => CelType.Opaque(name),
    };

    /// <summary>Declares a variable or a function; a function declared so has no code.</summary>
    internal static void Declare(CelEnvironmentBuilder environment, ProtoMessage declaration)
    {
        var name = declaration.Text("name");
        if (declaration.Find("ident")?.Message is { } variable)
        {
            environment.Variable(name, Read(variable.Message("type")));
        }

        if (declaration.Find("function")?.Message is { } function)
        {
            environment.Function(new CelFunction { Name = name, Overloads = [.. function.All("overloads").Select(one => Overload(one.Message!))] });
        }
    }

    private static CelOverload Overload(ProtoMessage overload) => new()
    {
        Id = overload.Text("overload_id"),
        IsReceiver = overload.Flag("is_instance_function"),
        Parameters = [.. overload.All("params").Select(one => Read(one.Message!))],
        Result = Read(overload.Message("result_type")),
        Body = _ => CelValue.Error("the function has no code"),
        IsPure = false,
    };
}
