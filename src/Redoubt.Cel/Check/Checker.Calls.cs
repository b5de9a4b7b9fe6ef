using System.Collections.Immutable;
using Redoubt.Cel.Tree;

namespace Redoubt.Cel.Check;

/// <summary>Calls: which function is meant, and which of its overloads take the arguments.</summary>
internal sealed partial class Checker
{
    private CelType VisitCall(Call call)
    {
        if (call.Function == Operators.OptionalSelect)
        {
            return VisitOptionalSelect(call);
        }

        if (call.Target is null)
        {
            return VisitGlobal(call, call.Function);
        }

        if (QualifiedFunction(call) is { } qualified)
        {
            return VisitGlobal(call, qualified);
        }

        var target = Visit(call.Target);
        var arguments = VisitAll(call.Arguments, target);
        return _names.FindFunction(call.Function) is { } function
            ? Resolve(call, function, isReceiver: true, arguments)
            : Fail(CheckErrors.UndeclaredFunction(_tree.Span(call.Id), call.Function, _names.Parts.Container, KnownFunctions()));
    }

    /// <summary>Everything that is written like a call: functions, macros, definitions.</summary>
    private IEnumerable<string> KnownFunctions() =>
        _names.Parts.Functions.Keys.Concat(_names.Parts.Macros.Keys.Select(macro => macro.Name)).Concat(_defined);

    /// <summary>`math.greatest` in `math.greatest(1, 2)`: a function whose qualified name looks like a receiver.</summary>
    private string? QualifiedFunction(Call call)
    {
        if (QualifiedName.Of(call.Target!, out var root) is not { } qualifier || Scope.Find(_scope, root) is not null)
        {
            return null;
        }

        var name = $"{qualifier}.{call.Function}";
        return _names.FindFunction(name) is null ? null : name;
    }

    private CelType VisitGlobal(Call call, string name)
    {
        var arguments = VisitAll(call.Arguments, null);
        return _names.FindFunction(name) is { } function
            ? Resolve(call, function, isReceiver: false, arguments)
            : Fail(CheckErrors.UndeclaredFunction(_tree.Span(call.Id), name, _names.Parts.Container, KnownFunctions()));
    }

    private CelType[] VisitAll(ImmutableArray<Expression> arguments, CelType? target)
    {
        var skip = target is null ? 0 : 1;
        var types = new CelType[arguments.Length + skip];
        if (target is not null)
        {
            types[0] = target;
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            types[i + skip] = Visit(arguments[i]);
        }

        return types;
    }

    private CelType VisitOptionalSelect(Call call)
    {
        var operand = Visit(call.Arguments[0]);
        if (call.Arguments[1] is not Literal { Value.Kind: CelKind.String } field)
        {
            return Fail(CheckErrors.FieldNotConstant(_tree.Span(call.Arguments[1].Id)));
        }

        _checked.SetType(field.Id, CelType.String);
        return Field(call.Id, operand, field.Value.AsString(), isOptional: true);
    }

    /// <summary>The overloads that take the arguments; the result is dyn where they differ in it.</summary>
    private CelType Resolve(Call call, CelFunction function, bool isReceiver, CelType[] arguments)
    {
        CelType? result = null;
        var fitting = ImmutableArray.CreateBuilder<CelOverload>(1);
        foreach (var overload in function.Overloads)
        {
            if (overload.IsReceiver != isReceiver || overload.Parameters.Length != arguments.Length)
            {
                continue;
            }

            var (parameters, type) = Instantiate(overload);
            if (!_substitution.Agree(arguments, parameters))
            {
                continue;
            }

            fitting.Add(overload);
            type = _substitution.Apply(type, freeIsDyn: false);
            result = result is null || result.Equals(type) || result.IsDyn ? result ?? type : CelType.Dyn;
        }
        if (result is null)
        {
            return arguments.Any(type => type.Kind == CelTypeKind.Error) ? CelType.Error : Fail(NoOverload(call, function, isReceiver, arguments));
        }

        _checked.SetOverloads(call.Id, fitting.DrainToImmutable());
        return result;
    }

    private (CelType[] Parameters, CelType Result) Instantiate(CelOverload overload)
    {
        Dictionary<CelType, CelType> fresh = [];
        var parameters = new CelType[overload.Parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = _substitution.Instantiate(overload.Parameters[i], fresh);
        }

        return (parameters, _substitution.Instantiate(overload.Result, fresh));
    }

    private CelProblem NoOverload(Call call, CelFunction function, bool isReceiver, CelType[] arguments)
    {
        CelType[] types = [.. arguments.Select(Shown)];
        // First those that take some of the arguments, at their places.
        var nearest = function.Overloads.OrderByDescending(overload => overload.Parameters.Zip(types).Count(pair => pair.First.Equals(pair.Second)));
        var same = nearest.Select(overload => Signature(function.Name, overload.IsReceiver, overload.Parameters));
        var reference = ReferenceWords.NoOverload(function.Name, isReceiver, types);
        return CheckErrors.NoOverload(_tree.Span(call.Id), Signature(function.Name, isReceiver, types), same.Select(signature => $"`{signature}`"), reference);
    }

    /// <summary>A call with types in place of arguments, as it is written: `string + int`.</summary>
    private static string Signature(string name, bool isReceiver, IEnumerable<CelType> types)
    {
        var all = types.ToArray();
        if (all.Length == 2 && Operators.Binary.FirstOrDefault(one => one.Function == name).Text is { } text)
        {
            return $"{all[0]} {text} {all[1]}";
        }

        return name switch
        {
            Operators.Not or Operators.Negate when all.Length == 1 => $"{name[0]}{all[0]}",
            Operators.Conditional when all.Length == 3 => $"{all[0]} ? {all[1]} : {all[2]}",
            Operators.Index when all.Length == 2 => $"{all[0]}[{all[1]}]",
            Operators.OptionalIndex when all.Length == 2 => $"{all[0]}[?{all[1]}]",
            _ when isReceiver => $"{all[0]}.{name}({string.Join(", ", all.Skip(1))})",
            _ => $"{name}({string.Join<CelType>(", ", all)})",
        };
    }
}
