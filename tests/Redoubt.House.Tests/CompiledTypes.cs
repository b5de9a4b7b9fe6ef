using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Redoubt.House.Tests;

/// <summary>
/// Which types of an assembly name which others of it, read from what the compiler made: signatures, bases, attributes and the code itself.
/// No using, alias or <c>var</c> hides a reference here. Nested and generated types count as the type that they lie in.
/// </summary>
internal sealed class CompiledTypes
{
    private readonly PEReader _file;
    private readonly MetadataReader _reader;

    private CompiledTypes(PEReader file)
    {
        _file = file;
        _reader = file.GetMetadataReader();
    }

    /// <summary>A type that names another, both by their full names.</summary>
    public static IReadOnlySet<(string From, string To)> References(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        var types = new CompiledTypes(file);
        var references = new HashSet<(string From, string To)>();
        foreach (var type in types._reader.TypeDefinitions)
        {
            var from = types.OutermostName(type);
            var named = new NamedTypes(types._reader);
            types.Read(types._reader.GetTypeDefinition(type), named);
            references.UnionWith(named.Found.Select(to => (from, types.OutermostName(to))).Where(pair => pair.Item1 != pair.Item2));
        }

        return references;
    }

    private void Read(TypeDefinition type, NamedTypes named)
    {
        named.Add(type.BaseType);
        Attributes(type.GetCustomAttributes(), named);
        Constraints(type.GetGenericParameters(), named);
        foreach (var implemented in type.GetInterfaceImplementations())
        {
            named.Add(_reader.GetInterfaceImplementation(implemented).Interface);
        }

        foreach (var handle in type.GetFields())
        {
            var field = _reader.GetFieldDefinition(handle);
            field.DecodeSignature(named, null);
            Attributes(field.GetCustomAttributes(), named);
        }

        foreach (var handle in type.GetProperties())
        {
            Attributes(_reader.GetPropertyDefinition(handle).GetCustomAttributes(), named);
        }

        foreach (var handle in type.GetMethods())
        {
            Read(_reader.GetMethodDefinition(handle), named);
        }
    }

    private void Read(MethodDefinition method, NamedTypes named)
    {
        method.DecodeSignature(named, null);
        Attributes(method.GetCustomAttributes(), named);
        Constraints(method.GetGenericParameters(), named);
        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        var body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(named, null);
        }

        foreach (var region in body.ExceptionRegions)
        {
            named.Add(region.CatchType);
        }

        foreach (var token in Instructions.Tokens(body.GetILReader()))
        {
            named.Add(token);
        }
    }

    private void Attributes(CustomAttributeHandleCollection attributes, NamedTypes named)
    {
        foreach (var handle in attributes)
        {
            named.Add(_reader.GetCustomAttribute(handle).Constructor);
        }
    }

    private void Constraints(GenericParameterHandleCollection parameters, NamedTypes named)
    {
        foreach (var constraint in parameters.SelectMany(parameter => _reader.GetGenericParameter(parameter).GetConstraints()))
        {
            named.Add(_reader.GetGenericParameterConstraint(constraint).Type);
        }
    }

    private string OutermostName(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
        {
            type = _reader.GetTypeDefinition(type.GetDeclaringType());
        }

        return $"{_reader.GetString(type.Namespace)}.{_reader.GetString(type.Name)}";
    }

    /// <summary>The tokens of types, methods and fields in the code of a method (ECMA-335, III).</summary>
    private static class Instructions
    {
        private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields().Select(field => field.GetValue(null)).OfType<OpCode>()
            .ToDictionary(code => (int)(ushort)code.Value);

        public static IEnumerable<EntityHandle> Tokens(BlobReader code)
        {
            while (code.RemainingBytes > 0)
            {
                var value = (int)code.ReadByte();
                value = value == 0xfe ? 0xfe00 | code.ReadByte() : value;
                switch (Codes[value].OperandType)
                {
                    case OperandType.InlineType or OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok:
                        yield return MetadataTokens.EntityHandle(code.ReadInt32());
                        break;
                    case OperandType.InlineSwitch:
                        var targets = code.ReadInt32();
                        code.Offset += 4 * targets;
                        break;
                    case var operand:
                        code.Offset += Length(operand);
                        break;
                }
            }
        }

        private static int Length(OperandType operand) => operand switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            _ => 4,
        };
    }

    /// <summary>Collects the types of this assembly that handles and signatures lead to.</summary>
    private sealed class NamedTypes(MetadataReader reader) : ISignatureTypeProvider<bool, object?>
    {
        public HashSet<TypeDefinitionHandle> Found { get; } = [];

        public void Add(EntityHandle handle)
        {
            switch (handle.IsNil ? default : handle.Kind)
            {
                case HandleKind.TypeDefinition when !handle.IsNil:
                    Found.Add((TypeDefinitionHandle)handle);
                    break;
                case HandleKind.TypeSpecification:
                    reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                    break;
                case HandleKind.MethodDefinition:
                    Found.Add(reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.FieldDefinition:
                    Found.Add(reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.MemberReference:
                    Add(reader.GetMemberReference((MemberReferenceHandle)handle).Parent);
                    break;
                case HandleKind.MethodSpecification:
                    var method = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                    Add(method.Method);
                    method.DecodeSignature(this, null);
                    break;
            }
        }

        public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Found.Add(handle);

        public bool GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public bool GetArrayType(bool elementType, ArrayShape shape) => false;

        public bool GetByReferenceType(bool elementType) => false;

        public bool GetFunctionPointerType(MethodSignature<bool> signature) => false;

        public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => false;

        public bool GetGenericMethodParameter(object? genericContext, int index) => false;

        public bool GetGenericTypeParameter(object? genericContext, int index) => false;

        public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => false;

        public bool GetPinnedType(bool elementType) => false;

        public bool GetPointerType(bool elementType) => false;

        public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => false;

        public bool GetSZArrayType(bool elementType) => false;

        public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => false;
    }
}
